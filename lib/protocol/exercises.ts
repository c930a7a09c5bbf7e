/** One of the answers that an exercise offers. */
export interface ExerciseOption {
  readonly id: string
  /** Words with formulas between dollars. */
  readonly text: string
}

/** An exercise as it is put to somebody: without its key. Texts are words with formulas between dollars. */
export interface Exercise {
  readonly id: string
  readonly topic: string
  readonly title: string
  readonly question: string
  /** The options, where it can be answered by choosing: one of them, or all that are right. */
  readonly choice: { readonly several: boolean; readonly options: readonly ExerciseOption[] } | null
  /**
   * What stands on the left of the formula, in LaTeX with its relation (`\delta_1 =`), and how many layers L the chain has, where it can be
   * answered by typing one.
   */
  readonly formula: { readonly left: string; readonly depth: number } | null
  /** How often it may be answered. */
  readonly attempts: number
  /** How many hints there are. */
  readonly hints: number
}

/** An answer to an exercise: the ids of the options that were chosen, or a formula as it was typed. */
export type ExerciseAnswer = { readonly choice: readonly string[] } | { readonly formula: string }

/**
 * What an answer is worth. `unread`: the formula could not be read. `other-form`: it may be true, but is not what was asked for. Neither of
 * these two costs an attempt.
 */
export const OUTCOMES = ['right', 'wrong', 'unread', 'other-form'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const costsAttempt = (outcome: Outcome): boolean => outcome === 'right' || outcome === 'wrong'

/** What is to be said of one thing in an answer. */
export interface ExerciseRemark {
  /** The option that it is about; null for a formula. */
  readonly option: string | null
  /** The mistake by its name in words, where it has one: “the weight of the layer beside”. */
  readonly mistake: string | null
  readonly words: string
  /** A failure in numbers: “with w₂ = 0.8: yours −0.213, the central difference says 0.406”. */
  readonly counterexample: string | null
}

/** An answer with its mark. Words may hold formulas between dollars. */
export interface ExerciseMark {
  readonly outcome: Outcome
  /** Of the answer as a whole; empty where the remarks say all there is to say. */
  readonly words: string
  readonly remarks: readonly ExerciseRemark[]
}

/** A typed answer is not longer than this many characters. */
export const LONGEST_ANSWER = 500

/** The exercises in what a server answered, or null when it is something else. */
export function readExercises(raw: unknown): readonly Exercise[] | null {
  const all = listOf(field(raw, 'exercises'), readExercise)
  return all !== null && all.length > 0 ? all : null
}

/** The mark in what a server answered, or null when it is something else. */
export function readExerciseMark(raw: unknown): ExerciseMark | null {
  const outcome = OUTCOMES.find(name => name === field(raw, 'outcome'))
  const words = text(field(raw, 'words'))
  const remarks = listOf(field(raw, 'remarks'), readRemark)
  return outcome === undefined || words === null || remarks === null ? null : { outcome, words, remarks }
}

/** The hint in what a server answered, or null when it is something else. */
export const readExerciseHint = (raw: unknown): string | null => text(field(raw, 'hint'))

function readExercise(raw: unknown): Exercise | null {
  const [id, topic, title, question] = ['id', 'topic', 'title', 'question'].map(key => text(field(raw, key)))
  const [attempts, hints] = [count(field(raw, 'attempts')), count(field(raw, 'hints'))]
  if (!id || !topic || !title || !question || attempts === null || hints === null) return null
  const rawChoice = field(raw, 'choice')
  const options = listOf(field(rawChoice, 'options'), readOption)
  const rawFormula = field(raw, 'formula')
  const [left, depth] = [text(field(rawFormula, 'left')), count(field(rawFormula, 'depth'))]
  const formula = left === null || depth === null ? null : { left, depth }
  if (options === null && formula === null) return null
  return {
    id,
    topic,
    title,
    question,
    choice: options && { several: field(rawChoice, 'several') === true, options },
    formula,
    attempts,
    hints,
  }
}

function readOption(raw: unknown): ExerciseOption | null {
  const [id, words] = [text(field(raw, 'id')), text(field(raw, 'text'))]
  return id === null || words === null ? null : { id, text: words }
}

function readRemark(raw: unknown): ExerciseRemark | null {
  const words = text(field(raw, 'words'))
  if (words === null) return null
  return {
    option: text(field(raw, 'option')),
    mistake: text(field(raw, 'mistake')),
    words,
    counterexample: text(field(raw, 'counterexample')),
  }
}

function listOf<Item>(raw: unknown, readItem: (raw: unknown) => Item | null): readonly Item[] | null {
  if (!Array.isArray(raw)) return null
  const items = raw.map(readItem)
  return items.some(item => item === null) ? null : items.filter(item => item !== null)
}

const text = (raw: unknown): string | null => (typeof raw === 'string' ? raw : null)

const count = (raw: unknown): number | null =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 ? raw : null

/** The own property `key` of anything, undefined where there is none. */
function field(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined
  return Reflect.get(raw, key)
}
