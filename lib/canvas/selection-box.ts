import { type Box, boxAroundTurned, middleOf, unionOf } from './box'
import { type Point, turned, type WorldPoint } from './point'

/** A box turned by `rotation` radians about its middle, world px. */
export interface TurnedBox {
  readonly box: Box
  readonly rotation: number
}

/** The box drawn around a selection: the element's own, turned as it is, around one; upright around several; null around none. */
export function selectionBox(selected: readonly TurnedBox[]): TurnedBox | null {
  if (selected.length === 1) return selected[0]
  const box = unionOf(selected.map(({ box, rotation }) => boxAroundTurned(box, rotation)))
  return box && { box, rotation: 0 }
}

/** A place of the world as the box sees it when it is turned upright about its middle. */
export const toUpright = ({ box, rotation }: TurnedBox, place: WorldPoint): WorldPoint =>
  turned(place, middleOf(box), -rotation)

/** A place that the upright box has, where it lies in the world as the box is turned. */
export const fromUpright = ({ box, rotation }: TurnedBox, place: WorldPoint): WorldPoint =>
  turned(place, middleOf(box), rotation)

/** A direction of the world as the turned box sees it. */
export const stepToUpright = ({ rotation }: TurnedBox, step: Point): Point =>
  turned(step, { x: 0, y: 0 }, -rotation)
