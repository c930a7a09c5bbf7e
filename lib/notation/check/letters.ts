import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'
import { freeLetters } from '../expression/walk'

/** Choices of layers that are tried for the letters of one line. */
const MOST_CHOICES = 1_000

/** Every choice of layers (from 0: f₀ is x) for the free letters of the sides, or in words why there are too many. */
export function lettersOf(sides: readonly Expression[], depth: number): readonly Letters[] | string {
  const letters = [...new Set(sides.flatMap(side => [...freeLetters(side)]))].sort()
  if ((depth + 1) ** letters.length > MOST_CHOICES) {
    return `${letters.join(' and ')} are too many letters at once for ${depth} layers: use one, or fewer layers.`
  }
  return letters.reduce<readonly Letters[]>(
    (choices, letter) =>
      choices.flatMap(choice =>
        Array.from({ length: depth + 1 }, (_, layer) => new Map([...choice, [letter, layer]])),
      ),
    [new Map()],
  )
}
