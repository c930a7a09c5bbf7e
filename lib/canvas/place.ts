import { type Box, boxAt, heightOf, intersects, middleOf, movedBox, topLeftOf, widthOf } from './box'
import { distance, moved, type Point, stepBetween, type WorldPoint } from './point'

/** How far a copy lies beside its original, in screen px. */
const BESIDE = 16
/** Two things whose corners are nearer than this, in world px, and of one size, look like one. */
const SAME = 1

/** The step that puts a duplicate beside its original, and not exactly on one that lies there already (world px). */
export const duplicateStep = (original: Box, others: readonly Box[], zoom: number): Point =>
  freeStep(original, { x: BESIDE / zoom, y: BESIDE / zoom }, others, zoom)

/**
 * The step that puts what is pasted where it is looked for: with its middle at the pointer; without one, where it lay when it was
 * copied, if that is in view, and else in the middle of the view. Never exactly on another.
 */
export function pasteStep(
  content: Box,
  others: readonly Box[],
  view: Box,
  zoom: number,
  pointer: WorldPoint | null = null,
): Point {
  const inView = intersects(content, view)
  const to = pointer ?? (inView ? middleOf(content) : middleOf(view))
  return freeStep(content, stepBetween(middleOf(content), to), others, zoom)
}

/** The first step from `first` on, further and further to the lower right, after which the box looks like none of the others. */
function freeStep(box: Box, first: Point, others: readonly Box[], zoom: number): Point {
  const further = Math.max(2 * SAME, BESIDE / zoom) // Each of the others is then in the way once at most.
  const alike = others.filter(
    other =>
      Math.abs(widthOf(other) - widthOf(box)) < SAME && Math.abs(heightOf(other) - heightOf(box)) < SAME,
  )
  let step: Point = first
  for (let i = 0; i < alike.length; i++) {
    const corner = moved(topLeftOf(box), step)
    if (alike.every(other => distance(topLeftOf(other), corner) >= SAME)) return step
    step = { x: step.x + further, y: step.y + further }
  }
  return step
}

/** The box for something new of a size, with its middle at a place. */
export const boxAround = ({ x, y }: WorldPoint, width: number, height: number): Box =>
  boxAt({ x: x - width / 2, y: y - height / 2 }, width, height)

/** A box moved by as little as it takes to lie in the view; one that is larger shows its top left corner. */
export function broughtIntoView(box: Box, view: Box): Box {
  const into = (min: number, max: number, least: number, most: number) =>
    min < least || max - min > most - least ? least - min : Math.min(0, most - max)
  return movedBox(box, {
    x: into(box.minX, box.maxX, view.minX, view.maxX),
    y: into(box.minY, box.maxY, view.minY, view.maxY),
  })
}
