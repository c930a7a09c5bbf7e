import type { ExerciseMark, ExerciseRemark } from '@/lib/protocol'
import { type KeyedExercise, optionsOf } from './exercise'
import { checkOf, remarkOn } from './remark'

type Option = ReturnType<typeof optionsOf>[number]

/** Why these options cannot be an answer at all, or null when they can. */
export function troubleWithChoice(exercise: KeyedExercise, chosen: readonly string[]): string | null {
  if (exercise.choice === undefined) return 'This exercise has no options to choose from.'
  const known = optionsOf(exercise).map(({ id }) => id)
  if (new Set(chosen).size !== chosen.length || !chosen.every(id => known.includes(id)))
    return 'An option was chosen that there is not, or one twice.'
  if (chosen.length === 0) return 'Nothing was chosen.'
  return !exercise.choice.several && chosen.length > 1 ? 'Only one option may be chosen here.' : null
}

/** Marks the options that somebody chose. */
export function gradeChoice(exercise: KeyedExercise, chosen: readonly string[]): ExerciseMark {
  const options = optionsOf(exercise)
  const wrong = options.filter(({ id, isRight }) => chosen.includes(id) && !isRight)
  const missing = options.filter(({ id, isRight }) => !chosen.includes(id) && isRight)
  if (wrong.length === 0 && missing.length === 0)
    return { outcome: 'right', words: exercise.why, remarks: [] }
  const remarks = wrong.map(option => remarkOnOption(option, exercise))
  return { outcome: 'wrong', words: wrongWords(exercise, chosen.length, wrong.length), remarks }
}

function wrongWords({ choice }: KeyedExercise, chosen: number, wrong: number): string {
  if (choice?.several !== true) return ''
  if (wrong === 0) return 'What you chose is right, but it is not all that is right.'
  if (wrong < chosen) return 'Some of what you chose is right, and some is not.'
  return 'None of what you chose is right.'
}

/** What is wrong with an option: in its own words, or in those of the check. */
function remarkOnOption(option: Option, { shape }: KeyedExercise): ExerciseRemark {
  const check = option.line === undefined ? null : checkOf(option.line, shape)
  const found = check && remarkOn(check)
  return {
    option: option.id,
    mistake: found?.mistake ?? null,
    words: option.remark ?? found?.words ?? 'This is not right.',
    counterexample: found?.counterexample ?? null,
  }
}
