import { type Box, unionOf } from './box'
import type { Point } from './point'

/** Something that is moved as one: an element or a group, by its upright box in world px. */
export interface Arranged {
  readonly id: string
  readonly box: Box
}

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

/** The steps, by id, that bring all to one line at the edge or in the middle of the box around them. Those at rest are left out. */
export function aligned(all: readonly Arranged[], to: Alignment): Map<string, Point> {
  const around = unionOf(all.map(({ box }) => box))
  const steps = new Map<string, Point>()
  if (around === null) return steps
  for (const { id, box } of all) {
    const step = stepTo(to, box, around)
    if (step.x !== 0 || step.y !== 0) steps.set(id, step)
  }
  return steps
}

function stepTo(to: Alignment, box: Box, around: Box): Point {
  switch (to) {
    case 'left':
      return { x: around.minX - box.minX, y: 0 }
    case 'center':
      return { x: (around.minX + around.maxX - box.minX - box.maxX) / 2, y: 0 }
    case 'right':
      return { x: around.maxX - box.maxX, y: 0 }
    case 'top':
      return { x: 0, y: around.minY - box.minY }
    case 'middle':
      return { x: 0, y: (around.minY + around.maxY - box.minY - box.maxY) / 2 }
    case 'bottom':
      return { x: 0, y: around.maxY - box.maxY }
  }
}
