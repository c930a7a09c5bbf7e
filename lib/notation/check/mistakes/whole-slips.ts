import type { Shape } from '../../evaluation/shape'
import { delta, ETA, f, slopeAt, sum, w, X, z } from '../../expression/build'
import type { Expression } from '../../expression/tree'
import { plainText } from '../../writer/plain'
import type { MistakeCode } from './codes'
import type { Factor, Slip } from './factor'

/** Mistakes in a product as a whole: factors too many, the wrong δ, the wrong way round, a sum for a product. */
export function wholeSlips(factors: readonly Factor[], shape: Shape): readonly Slip[] {
  const depth = shape.activations.length
  const reachesLoss = factors.some(({ role }) => role === 'loss')
  return [...(reachesLoss ? deltaSlips(factors, depth) : []), ...tooMany(factors), ...sums(factors)]
}

const beside = (code: MistakeCode, tree: Expression, words: () => string): Slip => ({
  code,
  words,
  replaced: new Map(),
  beside: [tree],
})

function tooMany(factors: readonly Factor[]): readonly Slip[] {
  const first = factors.find(({ role }) => role !== 'loss')
  if (!first) return []
  const { layer, role } = first
  const isDelta = role === 'slope'
  const extra = (tree: Expression) => `${plainText(tree)} is too many`
  const notGradient = isDelta
    ? `: that belongs to ∂𝓛/∂${plainText(w(layer))}, not to ${plainText(delta(layer))}.`
    : '.'
  const outputs = layer > 1 ? [f(layer - 1), f(layer)] : [f(layer)]
  return [
    beside('EXTRA-X', X, () => `${extra(X)}${layer === 1 ? notGradient : '.'}`),
    ...outputs.map((tree, i) =>
      beside('EXTRA-F', tree, () => `${extra(tree)}${i === 0 && layer > 1 ? notGradient : '.'}`),
    ),
    beside(
      'W1-INCLUDED',
      w(layer),
      () => `${plainText(w(layer))} is too many: the weights in the product are those behind layer ${layer}.`,
    ),
    beside('ETA-TWICE', ETA, () => 'η has no place in a gradient: it comes in with the step, once.'),
  ]
}

/** δᵢ₊₁ or δᵢ₋₁ where δᵢ belongs, and δᵢ worked out from δᵢ₋₁. */
function deltaSlips(factors: readonly Factor[], depth: number): readonly Slip[] {
  return factors.flatMap(({ role, layer }, place): Slip[] => {
    if (role !== 'slope') return []
    const tail = new Map(factors.slice(place).map((_, i) => [place + i, null]))
    const right = plainText(delta(layer))
    const others = [layer + 1, layer - 1].filter(other => other >= 1 && other <= depth)
    const shifts = others.map(
      (other): Slip => ({
        code: 'DELTA-SHIFT',
        words: () => `${plainText(delta(other))} stands where ${right} belongs.`,
        replaced: tail,
        beside: [delta(other)],
      }),
    )
    if (layer === 1) return shifts
    const inverted: Slip = {
      code: 'INVERTED',
      words: () =>
        `The recursion runs the other way: ${plainText(delta(layer - 1))} comes from ${right}, from the loss back to the input.`,
      replaced: tail,
      beside: [slopeAt(z(layer - 1)), w(layer), delta(layer - 1)],
    }
    return [inverted, ...shifts]
  })
}

/** Added up instead of multiplied. */
function sums(factors: readonly Factor[]): readonly Slip[] {
  const placesOf = (roles: readonly Factor['role'][]) =>
    factors.flatMap(({ role }, place) => (roles.includes(role) ? [place] : []))
  const kinds = [placesOf(['slope']), placesOf(['weight']), placesOf(['slope', 'weight'])]
  return kinds.flatMap((places): Slip[] => {
    if (places.length < 2) return []
    const terms = places.flatMap(place => factors[place]?.tree ?? [])
    return [
      {
        code: 'SUM-PRODUCT',
        words: () => 'The factors along the chain are multiplied, not added up.',
        replaced: new Map(places.map(place => [place, null])),
        beside: [sum(...terms)],
      },
    ]
  })
}
