import type { Shape } from '@/lib/notation'
import type { Exercise } from '@/lib/protocol'

/** One of the answers that an exercise offers. */
export interface KeyedOption {
  readonly isRight: boolean
  /** A line of a derivation in LaTeX, which the check can judge; or words with formulas between dollars. */
  readonly line?: string
  readonly text?: string
  /** What is said of it when it is chosen and wrong, where the check has no good words for it. */
  readonly remark?: string
}

/** What a typed answer has to be. */
export interface FormulaKey {
  /** What stands on its left, in LaTeX with its relation: `\delta_1 =`, `w_1 \leftarrow`. */
  readonly left: string
  /** Symbols that it has to be written with, in LaTeX: an answer that holds without them says something else. */
  readonly uses?: readonly string[]
  /** What it must not leave for the reader to work out. */
  readonly without?: readonly ('derivatives' | 'deltas')[]
}

/** An exercise with its key. It never leaves the server as a whole. */
export interface KeyedExercise {
  readonly id: string
  readonly topic: string
  readonly title: string
  /** Texts are words with formulas between dollars. */
  readonly question: string
  /** The chains that it is about: an answer is right when it holds for all of them. */
  readonly shape: Shape
  readonly choice?: { readonly several: boolean; readonly options: readonly KeyedOption[] }
  readonly formula?: FormulaKey
  readonly attempts: number
  /** One after the other, each saying more than the one before. */
  readonly hints: readonly string[]
  /** Why the right answer is right. */
  readonly why: string
}

/** The options of an exercise with their ids: a, b, c … */
export const optionsOf = ({ choice }: KeyedExercise): readonly (KeyedOption & { readonly id: string })[] =>
  (choice?.options ?? []).map((option, i) => ({ ...option, id: String.fromCharCode(97 + i) }))

/** The exercise as it is put to somebody. */
export function asked(exercise: KeyedExercise): Exercise {
  const { id, topic, title, question, shape, choice, formula, attempts, hints } = exercise
  const options = optionsOf(exercise).map(({ id, line, text }) => ({
    id,
    text: text ?? inPieces(line ?? ''),
  }))
  return {
    id,
    topic,
    title,
    question,
    choice: choice ? { several: choice.several, options } : null,
    formula: formula ? { left: formula.left, depth: shape.activations.length } : null,
    attempts,
    hints: hints.length,
  }
}

/** A line as words with formulas: where it has a thin space, it may be broken. */
const inPieces = (line: string): string =>
  line
    .split(' \\, ')
    .map(piece => `$${piece}$`)
    .join(' ')
