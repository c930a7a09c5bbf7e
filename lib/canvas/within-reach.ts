import type { Point } from './point'

/** A part of a straight way: shares 0…1 of it, from ≤ to. */
interface Share {
  readonly from: number
  readonly to: number
}

/**
 * The part of the way from a to b that lies within `reach` of the way from c to d, or null. What lies within reach of a
 * straight way is convex, so the part is one piece: around it are two discs and the strip between them.
 */
export function shareWithinReach(a: Point, b: Point, c: Point, d: Point, reach: number): Share | null {
  const parts = [shareInDisc(a, b, c, reach), shareInDisc(a, b, d, reach), shareInStrip(a, b, c, d, reach)]
  let [from, to] = [Infinity, -Infinity]
  for (const part of parts) {
    if (part === null) continue
    from = Math.min(from, part.from)
    to = Math.max(to, part.to)
  }
  return from <= to ? { from, to } : null
}

/** The part of the way from a to b within a disc: where |a + t (b − a) − c|² ≤ r², a quadratic in t. */
function shareInDisc(a: Point, b: Point, c: Point, reach: number): Share | null {
  const [dx, dy, fx, fy] = [b.x - a.x, b.y - a.y, a.x - c.x, a.y - c.y]
  const square = dx * dx + dy * dy
  const outside = fx * fx + fy * fy - reach * reach
  if (square === 0) return outside <= 0 ? { from: 0, to: 1 } : null
  const half = -(fx * dx + fy * dy) / square
  const root = half * half - outside / square
  if (root < 0) return null
  return clipped(half - Math.sqrt(root), half + Math.sqrt(root))
}

/** The part of the way from a to b that lies beside the way from c to d, at most `reach` away. */
function shareInStrip(a: Point, b: Point, c: Point, d: Point, reach: number): Share | null {
  const long = Math.hypot(d.x - c.x, d.y - c.y)
  if (long === 0) return null
  const [ux, uy] = [(d.x - c.x) / long, (d.y - c.y) / long]
  const along = (p: Point) => (p.x - c.x) * ux + (p.y - c.y) * uy
  const beside = (p: Point) => (p.y - c.y) * ux - (p.x - c.x) * uy
  const first = shareBetween(along(a), along(b), 0, long)
  const second = shareBetween(beside(a), beside(b), -reach, reach)
  return first && second && clipped(Math.max(first.from, second.from), Math.min(first.to, second.to))
}

/** The part of a way on which a value that goes evenly from `start` to `end` is between two bounds. */
function shareBetween(start: number, end: number, least: number, most: number): Share | null {
  if (start === end) return least <= start && start <= most ? { from: 0, to: 1 } : null
  const [a, b] = [(least - start) / (end - start), (most - start) / (end - start)]
  return clipped(Math.min(a, b), Math.max(a, b))
}

function clipped(from: number, to: number): Share | null {
  const [first, last] = [Math.max(0, from), Math.min(1, to)]
  return first <= last ? { from: first, to: last } : null
}
