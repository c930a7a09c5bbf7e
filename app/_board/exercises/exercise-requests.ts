import {
  type Exercise,
  type ExerciseAnswer,
  type ExerciseMark,
  readExerciseHint,
  readExerciseMark,
  readExercises,
} from '@/lib/protocol'
import type { BoardLink } from '../board-scope'
import { type Answer, ask, read } from '../browser/api'

const pathOf = ({ boardId }: BoardLink, rest = ''): string => `/api/boards/${boardId}/exercises${rest}`

/** The exercises, without their keys: those stay with the server. */
export async function askExercises(link: BoardLink): Promise<Answer<readonly Exercise[]>> {
  return read(await ask('GET', pathOf(link), { secret: link.secret }), readExercises)
}

/** A hint; the first one is number 1. */
export async function askHint(link: BoardLink, exercise: string, number: number): Promise<Answer<string>> {
  const path = pathOf(link, `/${exercise}/hints/${number}`)
  return read(await ask('GET', path, { secret: link.secret }), readExerciseHint)
}

/** Has an answer marked. */
export async function attempt(
  link: BoardLink,
  exercise: string,
  answer: ExerciseAnswer,
): Promise<Answer<ExerciseMark>> {
  const path = pathOf(link, `/${exercise}/attempts`)
  return read(await ask('POST', path, { secret: link.secret, body: answer }), readExerciseMark)
}
