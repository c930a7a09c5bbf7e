import { type Expression, mentions, readAnswer, someIn } from '@/lib/notation'
import { type ExerciseMark, LONGEST_ANSWER } from '@/lib/protocol'
import type { FormulaKey, KeyedExercise } from './exercise'
import { checkOf, remarkOn } from './remark'

/** Marks a formula that somebody typed. Never throws; takes as long as the check of one line at the most. */
export function gradeFormula(exercise: KeyedExercise, key: FormulaKey, typed: string): ExerciseMark {
  if (typed.length > LONGEST_ANSWER)
    return free('unread', `An answer may have ${LONGEST_ANSWER} characters; this one has ${typed.length}.`)
  const { shape } = exercise
  const depth = shape.activations.length
  const reading = readAnswer(typed, key.left, depth)
  if (!reading.ok) return free('unread', `At character ${reading.at + 1}: ${reading.message}`)
  if (reading.values.length === 0)
    return free(
      'other-form',
      `This is a formula for something else. Asked is what comes behind $${key.left}$`,
    )

  const check = checkOf(reading.text, shape)
  if (check === null || check.verdict === 'unclear')
    return free('other-form', check?.words ?? 'This cannot be checked.')
  if (check.verdict === 'fails') {
    return {
      outcome: 'wrong',
      words: '',
      remarks: [{ option: null, ...remarkOn(check) }],
    }
  }
  const missing = whatIsMissing(reading.values, key, depth)
  return missing === null
    ? { outcome: 'right', words: exercise.why, remarks: [] }
    : free('other-form', missing)
}

/** A mark that costs nothing. */
const free = (outcome: 'unread' | 'other-form', words: string): ExerciseMark => ({
  outcome,
  words,
  remarks: [],
})

/** Why something that holds is no answer yet, or null when it is one. */
function whatIsMissing(
  values: readonly Expression[],
  { left, uses = [], without = [] }: FormulaKey,
  depth: number,
): string | null {
  // Of several right sides, the last is the answer.
  const answer = values.at(-1)
  if (answer === undefined) return null
  const has = (wanted: (part: Expression) => boolean): boolean => someIn(answer, wanted)
  const unused = uses.filter(symbol => !mentions(answer, symbol, depth))
  if (has(({ kind }) => kind === 'updated') || isAnsweredByItself(answer, left, depth))
    return 'That is true, and says nothing: what is asked for stands on both sides.'
  if (unused.length > 0)
    return `That is true. Asked is how it is made of ${unused.map(symbol => `$${symbol}$`).join(' and ')}.`
  if (without.includes('derivatives') && has(({ kind }) => kind === 'derivative'))
    return 'That is true. Now work the derivatives out.'
  if (without.includes('deltas') && has(part => part.kind === 'layered' && part.name === 'delta'))
    return 'That is true. Now put in what the deltas are, down to the end of the chain.'
  return null
}

/** A step goes from the old value; anything else must not be said by itself. */
function isAnsweredByItself(answer: Expression, left: string, depth: number): boolean {
  const isStep = left.includes('\\leftarrow')
  return !isStep && mentions(answer, left.replace(/\s*=\s*$/, ''), depth)
}
