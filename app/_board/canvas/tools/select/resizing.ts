import { transformElements } from '@/lib/board'
import { movedBox, type ResizeHandle, sidesOf, snapResize, stepBetween } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { clearGesture, trace } from '../../overlay/traces'
import { resizingOf } from '../../selection/resizable'
import { resizedElements } from '../../selection/resize-elements'
import { boxAfter, boxAroundTaken, settledAll, takenOf, withChange } from '../../selection/selected'
import type { CanvasPointer, ToolGesture } from '../tool'
import { snapGround } from './neighbours'
import { whileThere } from './while-there'

/** Drags a handle of the selection. Shift keeps the proportions, Alt the middle; Ctrl snaps to nothing. */
export function resizing(stage: CanvasScope, begun: CanvasPointer, handle: ResizeHandle): ToolGesture | null {
  const { state, board } = stage
  const taken = takenOf(stage, state.getState().selection)
  const around = boxAroundTaken(taken)
  if (around === null) return null
  const ids = new Set(taken.map(({ element }) => element.id))
  const elements = new Map(taken.map(({ element }) => [element.id, element]))
  const snapsTo = snapGround(stage, id => ids.has(id))
  const keepsRatio = resizingOf([...elements.values()]) === 'ratio'

  const changesAt = ({ at, shift, alt, ctrl }: CanvasPointer) => {
    const hand = stepBetween(begun.at, at)
    // Edges that stand askew, or that go where another edge takes them, line up with nothing.
    const isFree = around.rotation === 0 && !keepsRatio && !shift
    const { step, guides } = snapResize(
      around.box,
      sidesOf(handle),
      hand,
      snapsTo(movedBox(around.box, hand), ctrl || !isFree),
    )
    const changes = resizedElements(taken, around, handle, step, { keepsRatio: shift, fromMiddle: alt })
    return { changes: settledAll(stage, taken, changes, (box, id) => boxAfter(box, changes.get(id))), guides }
  }

  return whileThere(stage, ids, {
    extend(pointers) {
      const pointer = pointers.at(-1)
      if (pointer === undefined) return
      const { changes, guides } = changesAt(pointer)
      trace(state, { guides })
      const shown = taken.map(
        ({ element }) => [element.id, withChange(element, changes.get(element.id) ?? {})] as const,
      )
      state.setState({ preview: { kind: 'changed', elements: new Map(shown) } })
    },
    finish(pointer) {
      const { changes } = changesAt(pointer)
      clearGesture(state)
      const refused = transformElements(board, changes)
      if (refused !== null) stage.tell(refused)
    },
    abandon: () => clearGesture(state),
  })
}
