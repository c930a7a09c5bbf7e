import { middleOf, movedBox } from './box'
import { stepBetween, turned, type WorldPoint } from './point'
import type { TurnedBox } from './selection-box'

/** What Shift turns by, in radians. */
const SNAP = Math.PI / 12

/** The angle from the direction of one place to that of another, both seen from a pivot; radians, −π…π. */
export function angleBetween(pivot: WorldPoint, from: WorldPoint, to: WorldPoint): number {
  const angle = (place: WorldPoint) => Math.atan2(place.y - pivot.y, place.x - pivot.x)
  return normalAngle(angle(to) - angle(from))
}

/** A rotation as it is kept: more than −π and at most π, and 0 for what is next to nothing. */
export function normalAngle(angle: number): number {
  const turns = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
  if (Math.abs(turns) < 1e-9) return 0
  return turns <= -Math.PI ? Math.PI : turns
}

/** The angle by which to turn something that has a rotation so that it ends at a multiple of 15°. */
export const snappedTurn = (rotation: number, angle: number): number =>
  normalAngle(Math.round((rotation + angle) / SNAP) * SNAP - rotation)

/** A box after a turn about a pivot: its middle goes round, and it turns about that. */
export function turnedBox({ box, rotation }: TurnedBox, pivot: WorldPoint, angle: number): TurnedBox {
  const middle = middleOf(box)
  return {
    box: movedBox(box, stepBetween(middle, turned(middle, pivot, angle))),
    rotation: normalAngle(rotation + angle),
  }
}
