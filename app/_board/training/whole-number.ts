import { type NumberEntry, readNumber } from '@/lib/notation'
import { count } from './count'

/** Reads what is typed as a whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): NumberEntry => {
    const reading = readNumber(text)
    if (!reading.ok) return reading
    const { value } = reading
    if (Number.isInteger(value) && value >= least && value <= most) return reading
    return { ok: false, message: `This takes a whole number from ${least} to ${count(most)}.` }
  }
