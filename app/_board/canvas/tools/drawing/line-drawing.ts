import { keyOfQuantity, type Line, newElementId } from '@/lib/board'
import {
  drawnLine,
  GRID,
  heightOf,
  middleOf,
  moved,
  onGrid,
  type Point,
  stepBetween,
  type WorldPoint,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'
import { isStill, keepDrawn, newCommon, showDrawn, showNothing, viewNow, wishOf } from './drawing'
import { canBeHeld, type Hold, holdAt, holdOnElement, holdOnQuantity, isSameHold } from './hold'

/** A line that comes from a click, in world px. */
const USUAL: Point = { x: 140, y: 0 }
/** How one that is put at something comes to it: from the lower left, where there is usually room. */
const TOWARDS: Point = { x: 90, y: -90 }

/**
 * The tool that draws a line from one end to the other; ends hold on to what they come down on. Its states: pressed, and drawing
 * once the hand has moved.
 */
export const lineDrawing = (kind: Line['kind']): Tool => ({
  cursor: 'crosshair',
  hover(stage, pointer) {
    const hold = pointer && stage.mayAnnotate ? holdAt(stage, pointer.at, pointer) : null
    light(stage, hold)
    return undefined
  },
  begin: (stage, pointer) => (stage.mayAnnotate ? drawLine(stage, kind, pointer) : null),
  place(stage) {
    const hold = holdOnChosen(stage)
    const middle = middleOf(viewNow(stage))
    const line = hold ? lineTowards(hold) : usualLine(stage, middle)
    keepDrawn(stage, make(stage, kind, newElementId(stage.board), line))
  },
})

interface Ends {
  readonly start: WorldPoint
  readonly end: WorldPoint
  readonly from: Hold | null
  readonly to: Hold | null
}

function drawLine(stage: CanvasScope, kind: Line['kind'], begun: CanvasPointer): ToolGesture {
  const id = newElementId(stage.board)
  let phase: 'pressed' | 'drawing' = 'pressed'
  const lineTo = (pointer: CanvasPointer): Ends => {
    const { start, end } = drawnLine(begun.at, pointer.at, wishOf(stage, pointer))
    const to = holdAt(stage, end, pointer)
    const from = holdAt(stage, start, begun)
    return isSameHold(from, to) ? { start, end, from: null, to: null } : { start, end, from, to }
  }
  return {
    extend(pointers) {
      const now = pointers.at(-1)
      if (now === undefined || (phase === 'pressed' && isStill(begun, now))) return
      phase = 'drawing'
      const line = lineTo(now)
      showDrawn(stage, make(stage, kind, id, line))
      light(stage, line.to)
    },
    finish(pointer) {
      const isClick = phase === 'pressed' && isStill(begun, pointer)
      keepDrawn(stage, make(stage, kind, id, isClick ? clickedLine(stage, begun) : lineTo(pointer)))
    },
    abandon: () => showNothing(stage),
  }
}

function clickedLine(stage: CanvasScope, pointer: CanvasPointer): Ends {
  const hold = holdAt(stage, pointer.at, pointer)
  return hold ? lineTowards(hold) : usualLine(stage, pointer.at)
}

function usualLine({ state }: CanvasScope, middle: WorldPoint): Ends {
  const begin = moved(middle, { x: -USUAL.x / 2, y: -USUAL.y / 2 })
  const start = state.getState().hasGrid ? onGrid(begin, GRID) : begin
  return { start, end: moved(start, USUAL), from: null, to: null }
}

function lineTowards(hold: Hold): Ends {
  const { place, box } = hold
  const start = { x: place.x - TOWARDS.x, y: place.y - TOWARDS.y + heightOf(box) / 2 }
  return { start, end: place, from: null, to: hold }
}

/** What the keyboard has chosen: the value of the chain that has the focus, else the one thing that is selected. */
function holdOnChosen(stage: CanvasScope): Hold | null {
  const { board, session, places, state } = stage
  const { inspection } = session.getState()
  if (inspection?.by === 'focus') {
    const key = keyOfQuantity(inspection.quantity, board.model().layers)
    if (key !== null) return holdOnQuantity(stage, key)
  }
  const [id, ...others] = state.getState().selection
  const placed = id === undefined || others.length > 0 ? undefined : places.get(id)
  return placed && canBeHeld(placed.element) ? holdOnElement(placed, places.silhouette(placed.id)) : null
}

function make(stage: CanvasScope, kind: Line['kind'], id: string, { start, end, from, to }: Ends): Line {
  const begin = from?.place ?? start
  return {
    ...newCommon(stage, id),
    kind,
    ...begin,
    end: stepBetween(begin, to?.place ?? end),
    bend: 0,
    heads: kind === 'arrow' ? stage.state.getState().style.heads : 'none',
    from: from?.anchor ?? null,
    to: to?.anchor ?? null,
    fromLost: false,
    toLost: false,
  }
}

function light({ state }: CanvasScope, hold: Hold | null): void {
  if (state.getState().lit !== (hold?.outline ?? null)) state.setState({ lit: hold?.outline ?? null })
}
