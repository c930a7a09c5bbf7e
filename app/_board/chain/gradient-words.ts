import type { GradientCheck } from '@/lib/engine'
import { type Quantity, shortText } from '@/lib/notation'
import { plainSymbol } from '../symbol/QuantitySymbol'

/** So many gradients are named one by one; the others are counted. */
const NAMED = 3

/** Why a verdict is not 'agrees', as the end of a sentence about one gradient; nothing where it differs outright. */
function reasonWords({ verdict, reason, difference }: GradientCheck): string {
  if (verdict !== 'doubtful') return ''
  if (reason === 'tiny gradient') return ': the gradient is tiny'
  if (reason === 'kink') return ': there is a kink here'
  return Number.isFinite(difference)
    ? ': close, but not as close as it should be'
    : ': the loss is not finite'
}

export function quantityOf({ parameter, layer }: GradientCheck): Quantity {
  return { kind: parameter === 'w' ? 'gradW' : 'gradB', layer }
}

/** Off by more than agreement allows and by less than a wrong formula is, with nothing at hand that explains it. */
const isOnlyImprecise = ({ verdict, reason, difference }: GradientCheck): boolean =>
  verdict === 'doubtful' && reason === null && Number.isFinite(difference)

const IMPRECISE =
  'Rounding, or a loss that bends sharply, may be the cause; a wrong formula is mostly off by more.'

/** One gradient's check in a sentence, with the number that it was compared to. */
export function checkWords(check: GradientCheck): string {
  const symbol = plainSymbol(quantityOf(check))
  const difference = `Central difference: ${shortText(check.difference)}`
  if (check.verdict === 'agrees') return `${symbol} agrees with central differences. ${difference}.`
  const verdict = check.verdict === 'differs' ? 'differs from central differences' : 'is doubtful'
  const sentence = `${symbol} ${verdict}${reasonWords(check)}. ${difference}, relative error ${shortText(check.error, 2)}.`
  return isOnlyImprecise(check) ? `${sentence} ${IMPRECISE}` : sentence
}

/** All checks in a few words: what agrees, or else what does not, with the reasons; what differs comes first. */
export function summaryWords(checks: readonly GradientCheck[]): string {
  const odd = checks.filter(({ verdict }) => verdict !== 'agrees')
  if (odd.length === 0) return allAgree(checks.length)
  const differing = odd.filter(({ verdict }) => verdict === 'differs')
  const doubtful = odd.filter(({ verdict }) => verdict === 'doubtful')
  const reasons = new Set(doubtful.map(reasonWords))
  const groups = [...reasons].map(reason => doubtful.filter(check => reasonWords(check) === reason))
  return [
    ...(differing.length > 0
      ? [`${symbolsOf(differing)} ${differs(differing)} from central differences`]
      : []),
    ...groups.map(group => `${symbolsOf(group)} ${isOrAre(group)} doubtful${reasonWords(group[0])}`),
  ].join('; ')
}

function allAgree(count: number): string {
  return count === 1
    ? 'The gradient agrees with its central difference'
    : `All ${count} gradients agree with central differences`
}

function symbolsOf(checks: readonly GradientCheck[]): string {
  const names = checks.slice(0, NAMED).map(check => plainSymbol(quantityOf(check)))
  const more = checks.length - NAMED
  const listed = more > 0 ? [...names, `${more} more`] : names
  return listed.length === 1 ? listed[0] : `${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`
}

const differs = ({ length }: readonly GradientCheck[]): string => (length === 1 ? 'differs' : 'differ')
const isOrAre = ({ length }: readonly GradientCheck[]): string => (length === 1 ? 'is' : 'are')
