import { transformElements } from '@/lib/board'
import { angleBetween, middleOf, snappedTurn } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { clearGesture } from '../../overlay/traces'
import { rotatedElements } from '../../selection/rotate-elements'
import { boxAfter, boxAroundTaken, settledAll, takenOf, withChange } from '../../selection/selected'
import type { CanvasPointer, ToolGesture } from '../tool'
import { whileThere } from './while-there'

/** Turns the selection about its middle; with Shift, to multiples of 15°. */
export function rotating(stage: CanvasScope, begun: CanvasPointer): ToolGesture | null {
  const { state, board } = stage
  const taken = takenOf(stage, state.getState().selection)
  const around = boxAroundTaken(taken)
  if (around === null) return null
  const pivot = middleOf(around.box)

  const changesAt = ({ at, shift }: CanvasPointer) => {
    const hand = angleBetween(pivot, begun.at, at)
    const changes = rotatedElements(taken, pivot, shift ? snappedTurn(around.rotation, hand) : hand)
    return settledAll(stage, taken, changes, (box, id) => boxAfter(box, changes.get(id)))
  }

  return whileThere(
    stage,
    taken.map(({ element }) => element.id),
    {
      extend(pointers) {
        const pointer = pointers.at(-1)
        if (pointer === undefined) return
        const changes = changesAt(pointer)
        const shown = taken.map(
          ({ element }) => [element.id, withChange(element, changes.get(element.id) ?? {})] as const,
        )
        state.setState({ preview: { kind: 'changed', elements: new Map(shown) } })
      },
      finish(pointer) {
        const changes = changesAt(pointer)
        clearGesture(state)
        const refused = transformElements(board, changes)
        if (refused !== null) stage.tell(refused)
      },
      abandon: () => clearGesture(state),
    },
  )
}
