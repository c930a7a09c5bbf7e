import type { Derived } from '@/lib/board'
import {
  chainEnvironment,
  checkDerivation,
  type PassStep,
  quantityLatex,
  quantityValue,
  readAnswer,
  readNumber,
  shapeOf,
  shortText,
  valueIn,
} from '@/lib/notation'

/** What somebody expects of a quantity, before it is shown. */
export interface Prediction {
  readonly value: number
  /** What the check says of it, where it was a formula. */
  readonly remark: string | null
}

export type ReadPrediction =
  | { readonly ok: true; readonly prediction: Prediction }
  | { readonly ok: false; readonly message: string }

/** What a prediction is asked for: “δ₂ =”, “w₁ ←”, in LaTeX. */
export const leftOf = ({ pass, quantity }: PassStep): string =>
  `${quantityLatex(quantity)} ${pass === 'update' ? '\\leftarrow' : '='}`

/** What the engine works out at this place of the walk. */
export function valueAt({ pass, quantity }: PassStep, derived: Derived): number {
  if (pass === 'update' && (quantity.kind === 'w' || quantity.kind === 'b')) {
    return derived.run.stepAt(derived.step)[quantity.kind][quantity.layer - 1]?.to ?? Number.NaN
  }
  return quantityValue(quantity, derived) ?? Number.NaN
}

/** A number or a formula as somebody typed it, before the quantity is shown. */
export function readPrediction(typed: string, step: PassStep, derived: Derived): ReadPrediction {
  const number = readNumber(typed)
  if (number.ok) return { ok: true, prediction: { value: number.value, remark: null } }
  const { chain, passes, run } = derived
  const evaluated = { chain, passes, eta: run.start.eta }
  const reading = readAnswer(typed, leftOf(step), chain.layers.length)
  if (!reading.ok) return { ok: false, message: `At character ${reading.at + 1}: ${reading.message}` }
  const side = reading.values.at(-1)
  if (side === undefined) return { ok: false, message: 'This is a formula for something else.' }
  const value = valueIn(side, chainEnvironment(evaluated))
  if (!value.ok) return { ok: false, message: value.message }
  const [checked] = checkDerivation([reading.text], shapeOf(chain), evaluated)
  const { verdict, mistake, words } = checked?.check ?? { verdict: 'unclear', mistake: null, words: '' }
  const isTelling = verdict === 'holds' || mistake !== null
  return { ok: true, prediction: { value: value.value, remark: isTelling ? words : null } }
}

/** Two numbers are close when they differ by less than this share of the larger one. */
const CLOSE = 0.05

export const isClose = (predicted: number, actual: number): boolean =>
  predicted === actual ||
  Math.abs(predicted - actual) <= CLOSE * Math.max(Math.abs(predicted), Math.abs(actual))

/** How close a prediction came, in words. */
export function closenessWords(predicted: number, actual: number): string {
  const [yours, right] = [shortText(predicted), shortText(actual)]
  if (yours === right) return `You said ${yours}: exactly.`
  const said = `You said ${yours}, it is ${right}`
  if (actual === 0 || predicted === 0 || !Number.isFinite(actual / predicted)) return `${said}.`
  if (predicted < 0 !== actual < 0) return `${said}: the sign is the other way round.`
  const ratio = Math.abs(predicted / actual)
  if (isClose(predicted, actual)) return `${said}: within ${percent(Math.abs(ratio - 1))}.`
  if (ratio >= 2) return `${said}: ${shortText(ratio, 2)} times too large.`
  if (ratio <= 0.5) return `${said}: ${shortText(1 / ratio, 2)} times too small.`
  return `${said}: ${percent(Math.abs(ratio - 1))} too ${ratio > 1 ? 'large' : 'small'}.`
}

const percent = (share: number): string => `${Math.max(1, Math.ceil(100 * share))} %`
