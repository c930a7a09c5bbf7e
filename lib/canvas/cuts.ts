import { type InkPoints, pointCount } from './ink'
import type { Point } from './point'
import { shareWithinReach } from './within-reach'

/** A part of a stroke, in sixteenths of the way from one point to the next, counted from its first. from ≤ to. */
export interface Cut {
  readonly from: number
  readonly to: number
}

/** The unit of cuts: a part of the way between two neighbouring points. */
const SIXTEENTHS = 16

/** The cuts as they count: in order, those that overlap or touch as one. */
export function mergedCuts(cuts: readonly Cut[]): Cut[] {
  const merged: Cut[] = []
  for (const cut of cuts.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || cut.from > last.to) merged.push(cut)
    else if (cut.to > last.to) merged[merged.length - 1] = { from: last.from, to: cut.to }
  }
  return merged
}

/** What is left of a stroke of so many points: the parts between the cuts. A dot is left while nothing cuts it. */
export function leftParts(count: number, cuts: readonly Cut[]): Cut[] {
  const end = (count - 1) * SIXTEENTHS
  const left: Cut[] = []
  let from = 0
  for (const cut of mergedCuts(cuts)) {
    if (cut.to < 0 || cut.from > end) continue
    if (from < cut.from) left.push({ from, to: cut.from })
    from = Math.max(from, cut.to)
    if (count === 1) return []
  }
  if (from < end || count === 1) left.push({ from, to: end })
  return left
}

/** The strokes that are left of a stroke after its cuts, all seen from its first point. */
export function leftStrokes(ink: InkPoints, cuts: readonly Cut[]): InkPoints[] {
  if (cuts.length === 0) return [ink]
  return leftParts(pointCount(ink.points), cuts).map(part => strokePart(ink, part))
}

/** A part of a stroke as a stroke, cut between points too, seen from the first point of the whole. */
export function strokePart({ points, pressures }: InkPoints, { from, to }: Cut): InkPoints {
  const places = [from / SIXTEENTHS]
  for (let i = Math.floor(from / SIXTEENTHS) + 1; i < to / SIXTEENTHS; i++) places.push(i)
  if (to > from) places.push(to / SIXTEENTHS)
  const part = new Float64Array(2 * places.length)
  for (let i = 0; i < places.length; i++) {
    part[2 * i] = valueAt(points, places[i], 2, 0)
    part[2 * i + 1] = valueAt(points, places[i], 2, 1)
  }
  return {
    points: part,
    pressures: pressures && Float32Array.from(places, at => valueAt(pressures, at, 1, 0)),
  }
}

/** A value between the neighbouring points of a list that has `stride` values a point. */
function valueAt(values: ArrayLike<number>, at: number, stride: number, offset: number): number {
  const index = Math.floor(at)
  const value = values[index * stride + offset]
  return at === index ? value : value + (values[(index + 1) * stride + offset] - value) * (at - index)
}

/**
 * What an eraser cuts from a stroke as it goes straight from one place to another: every part of the line within `reach`,
 * in the stroke's own px, and none of what is cut already. However fast it goes, nothing on its way is skipped.
 */
export function erasedBetween(
  { points }: InkPoints,
  cuts: readonly Cut[],
  from: Point,
  to: Point,
  reach: number,
): Cut[] {
  const count = pointCount(points)
  const erased: Cut[] = []
  for (let i = 0; i < Math.max(1, count - 1); i++) {
    const next = Math.min(i + 1, count - 1)
    const share = shareWithinReach(
      { x: points[2 * i], y: points[2 * i + 1] },
      { x: points[2 * next], y: points[2 * next + 1] },
      from,
      to,
      reach,
    )
    if (share === null) continue
    const start = i * SIXTEENTHS
    const [first, last] = [Math.floor(share.from * SIXTEENTHS), Math.ceil(share.to * SIXTEENTHS)]
    if (count === 1) erased.push({ from: 0, to: 0 })
    else if (first < last) erased.push({ from: start + first, to: start + last })
  }
  const before = mergedCuts(cuts)
  return mergedCuts(erased).filter(cut => !before.some(({ from, to }) => from <= cut.from && cut.to <= to))
}
