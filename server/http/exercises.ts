import type { IncomingMessage } from 'node:http'
import type { ExerciseAnswer } from '@/lib/protocol'
import { AddressBuckets } from '../address-buckets'
import type { Config } from '../config'
import { EXERCISES, exerciseOf } from '../exercises/all-exercises'
import { asked, type KeyedExercise } from '../exercises/exercise'
import { grade } from '../exercises/grade'
import { addressGroup } from '../origin'
import type { Storage } from '../storage/storage'
import { type Answer, HttpError, readJsonBody } from './answer'
import { authorise, linksOf } from './board-access'

/**
 * Exercises, for whoever holds a link to the board. Their keys stay here: the page is told what is asked, and of an answer what it is
 * worth. Nothing of it is stored.
 */
export class ExerciseHandlers {
  private readonly allowances: AddressBuckets

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
  ) {
    this.allowances = new AddressBuckets(config.limits.attemptsPerMinute)
  }

  /** `GET /api/boards/<id>/exercises` → `{exercises}`, without their keys. */
  async list(request: IncomingMessage, boardId: string): Promise<Answer> {
    authorise(request, await linksOf(this.storage, boardId))
    return { status: 200, body: { exercises: EXERCISES.map(asked) } }
  }

  /** `GET /api/boards/<id>/exercises/<exercise>/hints/<number>` → `{hint}`; the first one is number 1. */
  async hint(request: IncomingMessage, boardId: string, id: string, number: string): Promise<Answer> {
    authorise(request, await linksOf(this.storage, boardId))
    const hint = /^[1-9]$/.test(number) ? found(id).hints[Number(number) - 1] : undefined
    if (hint === undefined) throw new HttpError(404, 'no_such_hint', 'There is no such hint.')
    return { status: 200, body: { hint } }
  }

  /** `POST /api/boards/<id>/exercises/<exercise>/attempts {choice: [ids]}` or `{formula}` → the mark. */
  async attempt(request: IncomingMessage, boardId: string, id: string): Promise<Answer> {
    authorise(request, await linksOf(this.storage, boardId))
    if (!this.allowances.take(addressGroup(request, this.config), Date.now())) {
      const message = 'Too many answers came from this address. Try again in a minute.'
      throw new HttpError(429, 'too_many_attempts', message, { 'Retry-After': '60' })
    }
    const exercise = found(id)
    const mark = grade(exercise, readAnswerFrom(await readJsonBody(request, this.config.limits.bodyBytes)))
    if (typeof mark === 'string') throw new HttpError(400, 'no_answer', mark)
    return { status: 200, body: mark }
  }
}

function found(id: string): KeyedExercise {
  const exercise = exerciseOf(id)
  if (exercise !== undefined) return exercise
  throw new HttpError(404, 'no_such_exercise', 'There is no such exercise.')
}

function readAnswerFrom(raw: unknown): ExerciseAnswer {
  const { choice, formula }: Partial<Record<string, unknown>> =
    typeof raw === 'object' && raw !== null ? { ...raw } : {}
  if (typeof formula === 'string' && choice === undefined) return { formula }
  const isChoice = Array.isArray(choice) && choice.every(id => typeof id === 'string')
  if (isChoice && formula === undefined) return { choice }
  throw new HttpError(400, 'bad_request', 'Answer with {"choice": [ids]} or with {"formula": text}.')
}
