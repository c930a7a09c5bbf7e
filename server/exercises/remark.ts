import { checkDerivation, type LineCheck, MISTAKES, type Shape } from '@/lib/notation'
import type { ExerciseRemark } from '@/lib/protocol'

/** What the check says of a line, for every chain of the shape. */
export function checkOf(line: string, shape: Shape): LineCheck | null {
  const [checked] = checkDerivation([line], shape, null)
  return checked?.check ?? null
}

/** A line that fails, as it is told: the mistake by its name, its sentence, and the failure in numbers. */
export const remarkOn = (check: LineCheck): Omit<ExerciseRemark, 'option'> => ({
  mistake: check.mistake && MISTAKES[check.mistake.code],
  words: check.words,
  counterexample: check.counterexample?.words ?? null,
})
