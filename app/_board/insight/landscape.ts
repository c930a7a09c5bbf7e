import { evaluate, type Layer, type RunStart, startRun } from '@/lib/engine'

/** A weight that is moved, and between which values. Layers count from 1. */
export interface Axis {
  readonly layer: number
  readonly from: number
  readonly to: number
}

/** What is worked out beside the page: a number at each of `size` points, or at each of `size`² of them, row by row. */
export type Landscape =
  /** The mean loss over one weight. */
  | { readonly kind: 'line'; readonly start: RunStart; readonly along: Axis; readonly size: number }
  /** The mean loss over two: `across` from left to right, `up` from the lowest row to the highest. */
  | {
      readonly kind: 'plane'
      readonly start: RunStart
      readonly across: Axis
      readonly up: Axis
      readonly size: number
    }
  /** The mean loss after `steps` steps, over η from `from` to `to` on a log scale. */
  | {
      readonly kind: 'rate'
      readonly start: RunStart
      readonly from: number
      readonly to: number
      readonly steps: number
      readonly size: number
    }

export const pointsOf = ({ kind, size }: Landscape): number => (kind === 'plane' ? size * size : size)

/** The number at a point of it; NaN where a run has diverged. */
export function landscapeAt(landscape: Landscape, point: number): number {
  const { start, size } = landscape
  switch (landscape.kind) {
    case 'line':
      return meanLoss(start, movedTo(start.layers, landscape.along, point, size))
    case 'plane': {
      const { across, up } = landscape
      const moved = movedTo(start.layers, across, point % size, size)
      return meanLoss(start, movedTo(moved, up, Math.floor(point / size), size))
    }
    case 'rate': {
      const run = startRun({ ...start, eta: rateAt(landscape, point) })
      return run.divergesBy(landscape.steps) === null ? run.lossAt(landscape.steps) : Number.NaN
    }
  }
}

/** The value of a weight at a place of its axis. */
export const placeOn = ({ from, to }: Axis, place: number, size: number): number =>
  from + ((to - from) * place) / (size - 1)

/** η at a point, evenly spaced by its logarithm. */
export function rateAt({ from, to, size }: Landscape & { kind: 'rate' }, point: number): number {
  return from * (to / from) ** (point / (size - 1))
}

function movedTo(layers: readonly Layer[], axis: Axis, place: number, size: number): readonly Layer[] {
  return layers.map((layer, i) =>
    i + 1 === axis.layer ? { ...layer, w: placeOn(axis, place, size) } : layer,
  )
}

function meanLoss({ samples, loss }: RunStart, layers: readonly Layer[]): number {
  let sum = 0
  for (const { x, y } of samples) sum += evaluate({ x, y, loss, layers }).loss
  return sum / samples.length
}

/** An axis around what a weight is now and where it has been. */
export function axisAround(layer: number, values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite)
  const [least, most] = [
    Math.min(...finite, Number.POSITIVE_INFINITY),
    Math.max(...finite, Number.NEGATIVE_INFINITY),
  ]
  if (least > most) return { layer, from: -2, to: 2 }
  const margin = Math.max(1.5, 0.5 * (most - least))
  return { layer, from: least - margin, to: most + margin }
}

/** The place of the least number; null while there is none. */
export function lowestOf(numbers: Float64Array): number | null {
  const places = Array.from(numbers.keys()).filter(place => Number.isFinite(numbers[place]))
  const [first] = places
  if (first === undefined) return null
  return places.reduce(
    (lowest, place) => ((numbers[place] ?? 0) < (numbers[lowest] ?? 0) ? place : lowest),
    first,
  )
}
