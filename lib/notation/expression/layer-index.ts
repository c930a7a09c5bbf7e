/** The index of a layer: `letter` plus `offset`, where no letter is a plain number. The letter L is the depth of the chain. */
export interface LayerIndex {
  readonly letter: string | null
  readonly offset: number
}

export const layer = (offset: number): LayerIndex => ({ letter: null, offset })

export const DEPTH: LayerIndex = { letter: 'L', offset: 0 }

export const shifted = ({ letter, offset }: LayerIndex, by: number): LayerIndex => ({
  letter,
  offset: offset + by,
})

export const sameIndex = (a: LayerIndex, b: LayerIndex): boolean =>
  a.letter === b.letter && a.offset === b.offset

/** What letters stand for. L is among them. */
export type Letters = ReadonlyMap<string, number>

/** The number of the layer, or undefined where its letter stands for nothing. */
export function layerNumber({ letter, offset }: LayerIndex, letters: Letters): number | undefined {
  if (letter === null) return offset
  const value = letters.get(letter)
  return value === undefined ? undefined : value + offset
}

/** `3`, `i`, `L-1`, in ASCII. */
export function indexText({ letter, offset }: LayerIndex): string {
  if (letter === null) return String(offset)
  if (offset === 0) return letter
  return offset > 0 ? `${letter}+${offset}` : `${letter}${offset}`
}
