import type { Box } from './box'

// Distances between places and straight pieces of line, by numbers: these run for every point of every stroke.

/** The square of how far the place p lies from the piece from a to b. */
export function squaredDistanceToSegment(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax
  const dy = by - ay
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : clamp01(((px - ax) * dx + (py - ay) * dy) / square)
  const offX = ax + share * dx - px
  const offY = ay + share * dy - py
  return offX * offX + offY * offY
}

const clamp01 = (share: number): number => (share < 0 ? 0 : share > 1 ? 1 : share)

/** The square of how near the piece from a to b comes to the piece from c to d: 0 where they cross. */
export function squaredDistanceOfSegments(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  if (segmentsCross(ax, ay, bx, by, cx, cy, dx, dy)) return 0
  return Math.min(
    squaredDistanceToSegment(ax, ay, cx, cy, dx, dy),
    squaredDistanceToSegment(bx, by, cx, cy, dx, dy),
    squaredDistanceToSegment(cx, cy, ax, ay, bx, by),
    squaredDistanceToSegment(dx, dy, ax, ay, bx, by),
  )
}

/** Whether two pieces cross, each with its ends on both sides of the other. Those that only touch do not count. */
export function segmentsCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
    (qx - px) * (y - py) - (qy - py) * (x - px)
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  )
}

/** Whether some of the piece from a to b lies in the box (Liang and Barsky 1984). */
export function segmentMeetsBox(ax: number, ay: number, bx: number, by: number, box: Box): boolean {
  let [from, to] = [0, 1]
  const within = (start: number, change: number, least: number, most: number): boolean => {
    if (change === 0) return least <= start && start <= most
    const [a, b] = [(least - start) / change, (most - start) / change]
    from = Math.max(from, Math.min(a, b))
    to = Math.min(to, Math.max(a, b))
    return from <= to
  }
  return within(ax, bx - ax, box.minX, box.maxX) && within(ay, by - ay, box.minY, box.maxY)
}
