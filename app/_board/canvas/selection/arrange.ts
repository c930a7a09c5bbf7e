import { type Refusal, transformElements } from '@/lib/board'
import {
  type Alignment,
  type Arranged,
  aligned,
  distributed,
  middleOf,
  movedBox,
  type Point,
  type ResizeHandle,
  unionOf,
} from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { unitsOf } from './groups'
import { resizingOf } from './resizable'
import { resizedElements } from './resize-elements'
import { rotatedElements } from './rotate-elements'
import { boxAfter, boxAroundTaken, movedBy, placedOf, settledAll, takenOf } from './selected'

type Stage = Pick<CanvasScope, 'board' | 'annotations' | 'places' | 'state'>

const LOCKED = 'It is locked. Unlock it first (Shift+L).'

/** Moves the selection by a step, in world px. */
export function moveSelection(stage: Stage, step: Point): Refusal {
  const taken = takenOf(stage, stage.state.getState().selection)
  if (taken.length === 0) return LOCKED
  const changes = settledAll(stage, taken, movedBy(taken, step), box => movedBox(box, step))
  return transformElements(stage.board, changes)
}

/** Resizes the selection by so much at its right and lower edge, in world px; what has one width only, in that. */
export function resizeSelection(stage: Stage, step: Point): Refusal {
  const taken = takenOf(stage, stage.state.getState().selection)
  const around = boxAroundTaken(taken)
  if (around === null) return LOCKED
  const resizing = resizingOf(taken.map(({ element }) => element))
  const handle: ResizeHandle = resizing === 'width' ? 'e' : 'se'
  const changes = resizedElements(taken, around, handle, step, { keepsRatio: false, fromMiddle: false })
  if (changes.size === 0) return 'It has the size of what is written in it.'
  return transformElements(
    stage.board,
    settledAll(stage, taken, changes, (box, id) => boxAfter(box, changes.get(id))),
  )
}

/** Turns the selection about its middle, by an angle in radians. */
export function turnSelection(stage: Stage, angle: number): Refusal {
  const taken = takenOf(stage, stage.state.getState().selection)
  const around = boxAroundTaken(taken)
  if (around === null) return LOCKED
  const changes = rotatedElements(taken, middleOf(around.box), angle)
  return transformElements(
    stage.board,
    settledAll(stage, taken, changes, (box, id) => boxAfter(box, changes.get(id))),
  )
}

export const alignSelection = (stage: Stage, to: Alignment): Refusal =>
  moveUnits(stage, units => aligned(units, to))

export const distributeSelection = (stage: Stage, along: 'x' | 'y'): Refusal =>
  moveUnits(stage, units => distributed(units, along))

/** Moves each group, and each thing in none, by a step of its own. */
function moveUnits(
  stage: Stage,
  stepsFor: (units: readonly Arranged[]) => ReadonlyMap<string, Point>,
): Refusal {
  const taken = takenOf(stage, stage.state.getState().selection)
  const members = unitsOf(stage.annotations.elements, new Set(taken.map(({ element }) => element.id)))
  const units: Arranged[] = []
  for (const [id, ids] of members) {
    const box = unionOf(placedOf(stage, ids).map(placed => placed.box))
    if (box !== null) units.push({ id, box })
  }
  const steps = new Map<string, Point>()
  for (const [unit, step] of stepsFor(units)) for (const id of members.get(unit) ?? []) steps.set(id, step)
  const stepOf = (id: string): Point => steps.get(id) ?? { x: 0, y: 0 }
  const moved = taken.filter(({ element }) => steps.has(element.id))
  if (moved.length === 0) return null
  const changes = new Map(
    moved.map(({ placed, element: { id } }) => [
      id,
      { x: placed.x + stepOf(id).x, y: placed.y + stepOf(id).y },
    ]),
  )
  return transformElements(
    stage.board,
    settledAll(stage, moved, changes, (box, id) => movedBox(box, stepOf(id))),
  )
}
