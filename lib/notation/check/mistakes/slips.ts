import type { Shape } from '../../evaluation/shape'
import type { Factor, Replacement, Slip } from './factor'
import { inputMistakes, lossMistakes, weightMistakes } from './link-mistakes'
import { rangeSlips } from './range-slips'
import { slopeMistakes } from './slope-mistakes'
import { wholeSlips } from './whole-slips'

/**
 * Every named mistake that can be made in a product along the chain, likeliest first: each factor mistaken alone, all of one kind
 * mistaken alike, factors too many, sums for products. In what is written with ∏ or ⋯ a missing end is a range, not a forgotten
 * factor.
 */
export function slipsIn(factors: readonly Factor[], shape: Shape, isRanged: boolean): readonly Slip[] {
  const replacements = factors.map((factor, i) => mistakesOf(factor, shape, i === 0))
  return [
    ...(isRanged ? rangeSlips(factors) : []),
    ...replacements.flatMap((list, place) => list.map(replacement => oneSlip(replacement, place))),
    ...wholeSlips(factors, shape),
    ...allAlike(factors, replacements),
  ]
}

function mistakesOf(
  { role, layer }: Factor,
  { activations, ...shape }: Shape,
  isFirst: boolean,
): readonly Replacement[] {
  const depth = activations.length
  switch (role) {
    case 'slope':
      return slopeMistakes(layer, activations[layer - 1] ?? 'identity', depth)
    case 'weight':
      return weightMistakes(layer, depth, isFirst)
    case 'input':
      return inputMistakes(layer, depth)
    case 'loss':
      return lossMistakes({ activations, ...shape })
  }
}

const oneSlip = ({ code, by, words }: Replacement, place: number): Slip => ({
  code,
  words,
  replaced: new Map([[place, by]]),
  beside: [],
})

/** The same mistake at all slopes, or at all weights: w₁⋯w_{L−1} for w₂⋯w_L. Said of the first of them. */
function allAlike(
  factors: readonly Factor[],
  replacements: readonly (readonly Replacement[])[],
): readonly Slip[] {
  return (['slope', 'weight'] as const).flatMap(role => {
    const places = factors.flatMap((factor, place) => (factor.role === role ? [place] : []))
    const [first] = places
    if (first === undefined || places.length < 2) return []
    return (replacements[first] ?? []).flatMap((model): Slip[] => {
      const alike = places.flatMap(place => {
        const found = (replacements[place] ?? []).find(other =>
          isAlike(other, model, replacements[place], replacements[first]),
        )
        return found ? [[place, found.by] as const] : []
      })
      if (alike.length < places.length) return []
      const words = () => `${model.words()} So it is at every layer here.`
      return [{ code: model.code, words, replaced: new Map(alike), beside: [] }]
    })
  })
}

/** Whether two replacements at different layers are the same mistake: off by as many layers, or the same variant of one code. */
function isAlike(
  other: Replacement,
  model: Replacement,
  others: readonly Replacement[] = [],
  models: readonly Replacement[] = [],
): boolean {
  if (other.code !== model.code || other.shift !== model.shift) return false
  if (model.shift !== undefined) return true
  const variantOf = (replacement: Replacement, list: readonly Replacement[]) =>
    list.filter(({ code }) => code === replacement.code).indexOf(replacement)
  return variantOf(other, others) === variantOf(model, models)
}
