import { duplicateElements, type Element, isLine } from '@/lib/board'
import { movedBox, type Point, snapMove, stepBetween } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { Preview } from '../../canvas-state'
import { clearGesture, trace } from '../../overlay/traces'
import {
  boxAroundTaken,
  movedBy,
  placedOf,
  settledAll,
  takenOf,
  uprightBoxOf,
  withChange,
} from '../../selection/selected'
import { transformAll } from '../../selection/transform-all'
import type { CanvasPointer, ToolGesture } from '../tool'
import { copiesOf } from './copies'
import { followed, followersOf } from './followers'
import { snapGround } from './neighbours'
import { whileThere } from './while-there'

const LOCKED = 'It is locked. Unlock it first (Shift+L).'
/** So many elements are shown one by one where the ends of arrows move differently; more move as one picture. */
const MOST_ONE_BY_ONE = 300

/**
 * Moves what is selected. It snaps to what is in sight (not with Ctrl), keeps to one axis with Shift, and leaves the originals where
 * they are with Alt, held when the pointer is lifted.
 */
export function moving(stage: CanvasScope, begun: CanvasPointer): ToolGesture | null {
  const { state, board, annotations } = stage
  const { selection } = state.getState()
  const taken = takenOf(stage, selection)
  const around = boxAroundTaken(taken)
  if (around === null) {
    if (selection.size > 0) stage.tell(LOCKED)
    return null
  }
  const box = uprightBoxOf(around)
  const ids = new Set(taken.map(({ element }) => element.id))
  const snapsTo = snapGround(stage, id => ids.has(id))
  const followers = followersOf(annotations.elements, ids)
  const changesBy = (step: Point) =>
    settledAll(stage, taken, movedBy(taken, step), held => movedBox(held, step))
  const isHeldSomewhere =
    followers.length > 0 ||
    taken.some(({ element }) => isLine(element) && (element.from ?? element.to) !== null)
  const isFew = taken.length + followers.length <= MOST_ONE_BY_ONE

  const previewOf = (step: Point, isCopying: boolean): Preview => {
    if (isCopying && isFew) return { kind: 'changed', elements: copiesOf(taken, step) }
    if (!isHeldSomewhere || !isFew) return { kind: 'moved', ids, step }
    const changes = changesBy(step)
    const shown = new Map<string, Element>()
    for (const { element } of taken) {
      shown.set(element.id, withChange(element, changes.get(element.id) ?? {}))
    }
    for (const placed of placedOf(stage, followers)) {
      const element = followed(placed, step)
      if (element !== null) shown.set(placed.id, element)
    }
    return { kind: 'changed', elements: shown }
  }

  /** The step to take for a pointer, and the lines that say why. */
  const stepTo = ({ at, shift, ctrl }: CanvasPointer) => {
    const hand = stepBetween(begun.at, at)
    const straight = shift ? onOneAxis(hand) : hand
    const snapped = snapMove(box, straight, snapsTo(movedBox(box, straight), ctrl))
    if (!shift) return snapped
    // What is kept to an axis does not leave it to line up with something.
    const step = { x: straight.x === 0 ? 0 : snapped.step.x, y: straight.y === 0 ? 0 : snapped.step.y }
    return { step, guides: [] }
  }

  return whileThere(stage, ids, {
    extend(pointers) {
      const pointer = pointers.at(-1)
      if (pointer === undefined) return
      const { step, guides } = stepTo(pointer)
      trace(state, { guides })
      state.setState({ preview: previewOf(step, pointer.alt) })
    },
    finish(pointer) {
      const { step } = stepTo(pointer)
      if ((step.x === 0 && step.y === 0) || pointer.alt) clearGesture(state)
      if (step.x === 0 && step.y === 0) return
      if (pointer.alt) {
        const copied = duplicateElements(board, ids, step)
        if ('refused' in copied) stage.tell(copied.refused)
        else state.setState({ selection: new Set(copied.ids) })
        return
      }
      trace(state, {})
      state.setState({ preview: previewOf(step, false) })
      transformAll(stage, changesBy(step), () => clearGesture(state))
    },
    abandon: () => clearGesture(state),
  })
}

const onOneAxis = ({ x, y }: Point): Point => (Math.abs(x) >= Math.abs(y) ? { x, y: 0 } : { x: 0, y })
