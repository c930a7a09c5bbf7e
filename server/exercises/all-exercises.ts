import { COURSE_EXERCISES } from './course-exercises'
import type { KeyedExercise } from './exercise'
import { FURTHER_EXERCISES } from './further-exercises'

/** All exercises, in the order in which they are offered. */
export const EXERCISES: readonly KeyedExercise[] = [...COURSE_EXERCISES, ...FURTHER_EXERCISES]

export const exerciseOf = (id: string): KeyedExercise | undefined =>
  EXERCISES.find(exercise => exercise.id === id)
