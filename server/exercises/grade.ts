import type { ExerciseAnswer, ExerciseMark } from '@/lib/protocol'
import type { KeyedExercise } from './exercise'
import { gradeChoice, troubleWithChoice } from './grade-choice'
import { gradeFormula } from './grade-formula'

/** The mark of an answer, or in words why it is none to this exercise. The same answer always gets the same mark. */
export function grade(exercise: KeyedExercise, answer: ExerciseAnswer): ExerciseMark | string {
  if ('choice' in answer)
    return troubleWithChoice(exercise, answer.choice) ?? gradeChoice(exercise, answer.choice)
  if (exercise.formula === undefined) return 'This exercise is answered by choosing.'
  return gradeFormula(exercise, exercise.formula, answer.formula)
}
