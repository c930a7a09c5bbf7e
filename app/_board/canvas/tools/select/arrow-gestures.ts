import { type Line, setAnchor, type Transform, transformElements } from '@/lib/board'
import { bendTowards, moved, stepBetween, type WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { clearGesture, trace } from '../../overlay/traces'
import { withChange } from '../../selection/selected'
import type { CanvasPointer, ToolGesture } from '../tool'
import { type ArrowHandle, lineAsPlaced } from './arrow-handles'
import { holdAt } from './hold-at'
import { whileThere } from './while-there'

/** Nearer to its straight way than this, a bent arrow becomes straight: screen px. */
const STRAIGHT_WITHIN = 5
/** Shift turns an end to multiples of this, in radians. */
const TURN = Math.PI / 12

/** Drags an end of an arrow, which then holds on to what it is let go at, or its middle, which bends it. */
export function draggingArrow(stage: CanvasScope, id: string, handle: ArrowHandle): ToolGesture | null {
  const line = lineAsPlaced(stage.places.get(id))
  if (line === null) return null
  return whileThere(stage, [id], handle === 'bend' ? bending(stage, line) : draggingEnd(stage, line, handle))
}

function bending(stage: CanvasScope, line: Line): ToolGesture {
  const { state, board } = stage
  const bendAt = ({ at }: CanvasPointer) =>
    bendTowards(line, at, STRAIGHT_WITHIN / state.getState().camera.zoom)
  return {
    extend(pointers) {
      const pointer = pointers.at(-1)
      if (pointer !== undefined) show(stage, line, { bend: bendAt(pointer) })
    },
    finish(pointer) {
      clearGesture(state)
      const refused = transformElements(board, new Map([[line.id, { bend: bendAt(pointer) }]]))
      if (refused !== null) stage.tell(refused)
    },
    abandon: () => clearGesture(state),
  }
}

function draggingEnd(stage: CanvasScope, line: Line, which: 'from' | 'to'): ToolGesture {
  const { state, board, places } = stage
  const fixed: WorldPoint = which === 'from' ? moved(line, line.end) : { x: line.x, y: line.y }
  const changeAt = ({ at, shift }: CanvasPointer): Pick<Transform, 'x' | 'y' | 'end'> => {
    const free = shift ? onTurn(fixed, at) : at
    return which === 'from'
      ? { x: free.x, y: free.y, end: stepBetween(free, fixed) }
      : { x: fixed.x, y: fixed.y, end: stepBetween(fixed, free) }
  }
  /** Ctrl holds on to nothing. */
  const heldAt = ({ at, ctrl, device }: CanvasPointer) => (ctrl ? null : holdAt(stage, at, device, line.id))
  return {
    extend(pointers) {
      const pointer = pointers.at(-1)
      if (pointer === undefined) return
      const held = heldAt(pointer)
      const heldBox =
        held === null
          ? null
          : held.to === 'quantity'
            ? places.quantityBox(held.quantity)
            : (places.get(held.id)?.box ?? null)
      trace(state, { held: heldBox })
      show(stage, line, { ...changeAt(pointer), [which]: held })
    },
    finish(pointer) {
      clearGesture(state)
      const refused = setAnchor(board, line.id, which, heldAt(pointer), changeAt(pointer))
      if (refused !== null) stage.tell(refused)
    },
    abandon: () => clearGesture(state),
  }
}

const show = ({ state }: CanvasScope, line: Line, change: Transform): void =>
  state.setState({ preview: { kind: 'changed', elements: new Map([[line.id, withChange(line, change)]]) } })

/** The place as far from the fixed end as the hand, in the nearest of the directions that Shift allows. */
function onTurn(fixed: WorldPoint, at: WorldPoint): WorldPoint {
  const { x, y } = stepBetween(fixed, at)
  const angle = Math.round(Math.atan2(y, x) / TURN) * TURN
  const long = Math.hypot(x, y)
  return { x: fixed.x + long * Math.cos(angle), y: fixed.y + long * Math.sin(angle) }
}
