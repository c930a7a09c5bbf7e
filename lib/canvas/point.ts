declare const SPACE: unique symbol

/** A place, or a step from one place to another. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A place on the board, in world px: CSS pixels at 100 % zoom. Never where a ScreenPoint is asked for. */
export interface WorldPoint extends Point {
  readonly [SPACE]?: 'world'
}

/** A place in the window, in screen px from the canvas' top left corner. Never where a WorldPoint is asked for. */
export interface ScreenPoint extends Point {
  readonly [SPACE]?: 'screen'
}

/** The place that lies `step` away. */
export const moved = ({ x, y }: WorldPoint, step: Point): WorldPoint => ({ x: x + step.x, y: y + step.y })

/** The step that leads from one place to another of the same space. */
export const stepBetween = (from: Point, to: Point): Point => ({ x: to.x - from.x, y: to.y - from.y })

/** How far two places of the same space lie apart. */
export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)

/** The place between two others, at the share 0…1 of the way. */
export const between = (a: WorldPoint, b: WorldPoint, share: number): WorldPoint => ({
  x: a.x * (1 - share) + b.x * share,
  y: a.y * (1 - share) + b.y * share,
})

/** The place after a turn by an angle (radians, clockwise on the screen) about a pivot. */
export function turned(point: WorldPoint, pivot: WorldPoint, angle: number): WorldPoint {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [x, y] = [point.x - pivot.x, point.y - pivot.y]
  return { x: pivot.x + x * cos - y * sin, y: pivot.y + x * sin + y * cos }
}
