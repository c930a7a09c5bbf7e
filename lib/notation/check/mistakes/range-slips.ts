import { slopeAt, w, z } from '../../expression/build'
import type { Expression } from '../../expression/tree'
import type { Factor, Slip } from './factor'

/** Products over slopes or weights that begin or end at the wrong layer. */
export function rangeSlips(factors: readonly Factor[]): readonly Slip[] {
  return [...rangesOf(factors, 'slope', i => slopeAt(z(i))), ...rangesOf(factors, 'weight', w)]
}

function rangesOf(
  factors: readonly Factor[],
  role: 'slope' | 'weight',
  tree: (layer: number) => Expression,
): readonly Slip[] {
  const places = factors.flatMap((factor, place) => (factor.role === role ? [place] : []))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return []
  const [from, to] = [factors[first]?.layer ?? 0, factors[last]?.layer ?? 0]
  const what = role === 'slope' ? 'slopes f′(zᵢ)' : 'weights wᵢ'
  const words = () => `The product of the ${what} goes from layer ${from} to layer ${to}.`
  const slip = (dropped: readonly number[], beside: readonly Expression[] = []): Slip => ({
    code: 'RANGE',
    words,
    replaced: new Map(dropped.map(place => [place, null])),
    beside,
  })
  const shiftedDown = from > 1 ? [slip([last], [tree(from - 1)])] : []
  // A slope too many before the first one; a weight too many has a name of its own.
  const tooEarly = from > 1 && role === 'slope' ? [slip([], [tree(from - 1)])] : []
  const both = places.length > 1 ? [slip([first, last])] : []
  const second = places.length > 2 ? [slip(places.slice(0, 2)), slip(places.slice(-2))] : []
  return [slip([first]), slip([last]), ...both, ...second, ...shiftedDown, ...tooEarly]
}
