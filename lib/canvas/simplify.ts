import type { Coordinates } from './box'
import { type InkPoints, pointCount } from './ink'
import { squaredDistanceToSegment } from './segment'

/** How far a simplified line may lie from the true one, in screen px: not to be seen. */
const INVISIBLE = 0.35

/**
 * How coarsely ink may be drawn at a zoom: 0 from 50 % on, 1 from 25 %, 2 from 12.5 % … Steps, so that what was
 * computed for one serves until the zoom has halved.
 */
export const detailLevel = (zoom: number): number => Math.max(0, Math.ceil(-Math.log2(zoom)) - 1)

/** How far a line may lie from the true one at a level of detail, in world px. */
export const detailTolerance = (level: number): number => (level === 0 ? 0 : INVISIBLE * 2 ** level)

/**
 * Which points of a line to keep so that no other lies further than `tolerance` from the line through those kept (Ramer 1972,
 * Douglas and Peucker 1973). The first and the last are kept; indices in order. For lines beyond a few thousand points
 * the search goes on in pieces, so that no line takes the square of its points.
 */
export function keptPoints(points: Coordinates, tolerance: number): number[] {
  const count = pointCount(points)
  if (count <= 2) return Array.from({ length: count }, (_, i) => i)
  const kept = new Uint8Array(count)
  for (let i = 0; i < count; i += PIECE) kept[i] = 1
  kept[count - 1] = 1
  const spans: number[] = []
  for (let i = 0; i < count - 1; i += PIECE) spans.push(i, Math.min(i + PIECE, count - 1))
  while (spans.length > 0) {
    const to = spans.pop() ?? 0
    const from = spans.pop() ?? 0
    const farthest = farthestBetween(points, from, to, tolerance * tolerance)
    if (farthest === null) continue
    kept[farthest] = 1
    spans.push(from, farthest, farthest, to)
  }
  const indices: number[] = []
  for (let i = 0; i < count; i++) if (kept[i] === 1) indices.push(i)
  return indices
}

const PIECE = 512

/** The point that lies farthest from the straight way between two others, if it is beyond the tolerance (squared). */
function farthestBetween(points: Coordinates, from: number, to: number, tolerance: number): number | null {
  const ax = points[2 * from]
  const ay = points[2 * from + 1]
  const bx = points[2 * to]
  const by = points[2 * to + 1]
  let farthest: number | null = null
  let most = tolerance
  for (let i = from + 1; i < to; i++) {
    const off = squaredDistanceToSegment(points[2 * i], points[2 * i + 1], ax, ay, bx, by)
    if (off > most) {
      most = off
      farthest = i
    }
  }
  return farthest
}

/** A stroke with as few points as its level of detail allows, and their pressures. */
export function inkAtDetail(ink: InkPoints, level: number): InkPoints {
  if (level === 0) return ink
  const kept = keptPoints(ink.points, detailTolerance(level))
  if (kept.length === pointCount(ink.points)) return ink
  const points = new Float64Array(2 * kept.length)
  for (let i = 0; i < kept.length; i++) {
    points[2 * i] = ink.points[2 * kept[i]]
    points[2 * i + 1] = ink.points[2 * kept[i] + 1]
  }
  const { pressures } = ink
  return { points, pressures: pressures && Float32Array.from(kept, index => pressures[index]) }
}
