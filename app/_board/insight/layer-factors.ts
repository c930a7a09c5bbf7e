import { type Chain, type Passes, slope } from '@/lib/engine'
import { shortText } from '@/lib/notation'

/** What stands at one layer on the way back: δᵢ, the gradient, and by what δᵢ₊₁ was multiplied to make δᵢ. */
export interface LayerFactor {
  /** From 1. */
  readonly layer: number
  readonly delta: number
  readonly gradW: number
  /** f′(zᵢ) */
  readonly slope: number
  /** wᵢ₊₁; null at the last layer, which begins the recursion. */
  readonly weight: number | null
  /** f′(zᵢ)·wᵢ₊₁ */
  readonly factor: number | null
}

export function layerFactors({ layers }: Chain, { z, delta, gradW }: Passes): readonly LayerFactor[] {
  return layers.map(({ activation }, i) => {
    const ownSlope = slope(activation, z[i] ?? 0)
    const weight = layers[i + 1]?.w ?? null
    return {
      layer: i + 1,
      delta: delta[i] ?? 0,
      gradW: gradW[i] ?? 0,
      slope: ownSlope,
      weight,
      factor: weight === null ? null : ownSlope * weight,
    }
  })
}

/** δ has become this much smaller or larger on its way back before that is worth a word. */
const NOTABLE = 10

/** What becomes of δ on its way back, and which layer does most of it. */
export function wayBackWords(factors: readonly LayerFactor[]): string {
  const [first, last] = [factors[0], factors.at(-1)]
  if (first === undefined || last === undefined || factors.length < 2)
    return 'A single layer has no way back: it takes two for a delta to vanish or explode.'
  const dead = factors.findLast(({ slope: own }) => own === 0)
  if (dead !== undefined) {
    return `The slope at layer ${dead.layer} is 0: nothing comes through it, and ${dead.layer === 1 ? 'its weight does' : `the weights up to layer ${dead.layer} do`} not learn from this sample.`
  }
  const share = Math.abs(first.delta / last.delta)
  if (!Number.isFinite(share) || share === 0) return 'Some deltas are beyond what numbers can say.'
  const way = `From δ${subscript(last.layer)} back to δ${subscript(first.layer)}`
  if (share > 1 / NOTABLE && share < NOTABLE)
    return `${way} the size stays alike: it is multiplied by ${shortText(share, 2)} in all.`
  const isVanishing = share < 1
  const strongest = strongestOf(factors, isVanishing)
  const by = `δ becomes ${shortText(isVanishing ? 1 / share : share, 2)} times ${isVanishing ? 'smaller' : 'larger'}`
  return `${way} ${by}. Layer ${strongest.layer} does most of it: ${causeWords(strongest, isVanishing)}.`
}

function strongestOf(
  factors: readonly LayerFactor[],
  isVanishing: boolean,
): LayerFactor & { factor: number } {
  const withFactor = factors.flatMap(each => (each.factor === null ? [] : [{ ...each, factor: each.factor }]))
  return withFactor.reduce((strongest, each) => {
    const isStronger = Math.abs(each.factor) < Math.abs(strongest.factor)
    return isStronger === isVanishing && each.factor !== strongest.factor ? each : strongest
  })
}

function causeWords(
  { layer, slope: own, weight, factor }: LayerFactor & { factor: number },
  isVanishing: boolean,
): string {
  const [f, w] = [
    `f′(z${subscript(layer)}) = ${shortText(own, 2)}`,
    `w${subscript(layer + 1)} = ${shortText(weight ?? 0, 2)}`,
  ]
  const isBySlope = isVanishing === Math.abs(own) < Math.abs(weight ?? 1)
  const both = isBySlope ? `${f}, times ${w}` : `${w}, times ${f}`
  return `${both}, leaves ${shortText(Math.abs(factor), 2)}`
}

const subscript = (layer: number): string =>
  [...String(layer)].map(digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('')

/** The powers of ten between which all sizes that are not 0 lie, at least two apart. */
export function decades(factors: readonly LayerFactor[]): { readonly low: number; readonly high: number } {
  const sizes = factors
    .flatMap(({ delta, gradW }) => [Math.abs(delta), Math.abs(gradW)])
    .filter(size => size > 0 && Number.isFinite(size))
    .map(size => Math.log10(size))
  if (sizes.length === 0) return { low: -2, high: 0 }
  const low = Math.floor(Math.min(...sizes))
  return { low, high: Math.max(Math.ceil(Math.max(...sizes)), low + 2) }
}
