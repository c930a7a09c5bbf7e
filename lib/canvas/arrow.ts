import { type Box, boxBetween, unionOf } from './box'
import { between, distance, type Point, turned, type WorldPoint } from './point'

/** An arrow or a line as it is kept: where it starts, its end seen from there, and how far its middle lies beside the straight way. */
export interface Arrow extends Point {
  readonly end: Point
  /** As a share of its length; positive to the left of who goes along it as it is seen. */
  readonly bend: number
}

/** The line of an arrow: a quadratic curve, straight when its control lies on the way. World px. */
export interface ArrowCurve {
  readonly start: WorldPoint
  readonly control: WorldPoint
  readonly end: WorldPoint
}

/** How much something may be bent; beyond this an arrow goes round in a hairpin that nobody means. */
export const MAX_BEND = 2

/** The curve of an arrow. Its middle lies `bend` times its length beside the middle of the straight way. */
export function arrowCurve({ x, y, end, bend }: Arrow): ArrowCurve {
  const limited = Math.max(-MAX_BEND, Math.min(MAX_BEND, bend))
  // A quadratic curve passes half-way between its straight way and its control.
  const control = { x: x + end.x / 2 + 2 * limited * end.y, y: y + end.y / 2 - 2 * limited * end.x }
  return { start: { x, y }, control, end: { x: x + end.x, y: y + end.y } }
}

/** The bend that brings the middle of an arrow as near as it can to a place, straight when it is nearly so (world px). */
export function bendTowards({ x, y, end }: Omit<Arrow, 'bend'>, to: WorldPoint, straightWithin = 0): number {
  const square = end.x * end.x + end.y * end.y
  if (square === 0) return 0
  const bend = ((to.x - x - end.x / 2) * end.y - (to.y - y - end.y / 2) * end.x) / square
  if (Math.abs(bend) * Math.sqrt(square) <= straightWithin) return 0
  return Math.max(-MAX_BEND, Math.min(MAX_BEND, bend))
}

/** The place at the share 0…1 of a curve. */
export function onCurve({ start, control, end }: ArrowCurve, share: number): WorldPoint {
  return between(between(start, control, share), between(control, end, share), share)
}

/** The direction in which a curve goes at the share 0…1, in radians; that of its straight way where it stands still. */
export function directionAt({ start, control, end }: ArrowCurve, share: number): number {
  const x = (1 - share) * (control.x - start.x) + share * (end.x - control.x)
  const y = (1 - share) * (control.y - start.y) + share * (end.y - control.y)
  return x === 0 && y === 0 ? Math.atan2(end.y - start.y, end.x - start.x) : Math.atan2(y, x)
}

/** The part of a curve between two shares. */
export function curvePart(curve: ArrowCurve, from: number, to: number): ArrowCurve {
  const { start, control, end } = curve
  // The control of a part is the blossom of the curve at the two shares (de Casteljau).
  const between1 = between(start, control, from)
  const between2 = between(control, end, from)
  return { start: onCurve(curve, from), control: between(between1, between2, to), end: onCurve(curve, to) }
}

/** The smallest box around a curve. */
export function curveBox(curve: ArrowCurve): Box {
  const { start, control, end } = curve
  const turn = (a: number, b: number, c: number) => (a - b) / (a - 2 * b + c) // Where the curve turns back on an axis.
  const turns = [turn(start.x, control.x, end.x), turn(start.y, control.y, end.y)]
    .filter(share => share > 0 && share < 1)
    .map(share => onCurve(curve, share))
  const ends = boxBetween(start, end)
  return unionOf([ends, ...turns.map(place => boxBetween(place, place))]) ?? ends
}

/** The curve as straight pieces no further from it than a tenth of a px, x₀, y₀, x₁, y₁, … */
export function flattenedCurve(curve: ArrowCurve): Float64Array {
  const { start, control, end } = curve
  // n pieces lie at most |start − 2 control + end| / 4n² from it.
  const bent = Math.hypot(start.x - 2 * control.x + end.x, start.y - 2 * control.y + end.y)
  const pieces = Math.max(1, Math.min(256, Math.ceil(Math.sqrt(bent / 0.4))))
  const points = new Float64Array(2 * pieces + 2)
  for (let i = 0; i <= pieces; i++) {
    const { x, y } = onCurve(curve, i / pieces)
    points[2 * i] = x
    points[2 * i + 1] = y
  }
  return points
}

/** Half the angle of a head, in radians. */
const HEAD_ANGLE = Math.PI / 6

/**
 * The head at an end of a curve: one barb, the tip, the other barb. `width` is that of the line, in world px; the barbs are four times
 * that long, and on a short arrow at most a third of its length.
 */
export function arrowHead(curve: ArrowCurve, at: 'start' | 'end', width: number): readonly WorldPoint[] {
  const tip = at === 'end' ? curve.end : curve.start
  const long = Math.min(4 * width + 4, distance(curve.start, curve.end) / 3)
  // Seen from the middle of the barbs: on a bent arrow the head lies along its last piece, not along its very end.
  const outwards = at === 'end' ? directionAt(curve, 0.95) : directionAt(curve, 0.05) + Math.PI
  const back = { x: tip.x - long * Math.cos(outwards), y: tip.y - long * Math.sin(outwards) }
  return [turned(back, tip, HEAD_ANGLE), tip, turned(back, tip, -HEAD_ANGLE)]
}

/** Whether a place belongs to something that an arrow holds on to. */
export type Region = (place: WorldPoint) => boolean

/** Pieces in which the way out of a region is looked for, before it is found to a thousandth of a piece. */
const PIECES = 64

/** The part of a curve between the things that its ends hold on to; all of it where nothing would be left. */
export function clippedCurve(curve: ArrowCurve, from: Region | null, to: Region | null): ArrowCurve {
  const start = from === null ? 0 : wayOut(share => from(onCurve(curve, share)))
  const end = to === null ? 1 : 1 - wayOut(share => to(onCurve(curve, 1 - share)))
  return start < end ? curvePart(curve, start, end) : curve
}

/** The share of a way after which it is outside for good; 0 when it begins outside, 1 when it ends inside. */
function wayOut(isInside: (share: number) => boolean): number {
  if (!isInside(0)) return 0
  if (isInside(1)) return 1
  let inside = PIECES - 1
  while (inside > 0 && !isInside(inside / PIECES)) inside--
  let [low, high] = [inside / PIECES, (inside + 1) / PIECES]
  for (let i = 0; i < 24; i++) {
    const half = (low + high) / 2
    if (isInside(half)) low = half
    else high = half
  }
  return high
}
