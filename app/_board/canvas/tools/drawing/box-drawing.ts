import { type Frame, newElementId, type Shape } from '@/lib/board'
import {
  type Box,
  boxAround,
  drawnBox,
  GRID,
  heightOf,
  middleOf,
  onGrid,
  type PixelSize,
  topLeftOf,
  type WorldPoint,
  widthOf,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'
import { isStill, keepDrawn, showDrawn, showNothing, viewNow, wishOf } from './drawing'

/** What a tool draws that goes from corner to corner. */
interface BoxKind {
  /** How large it comes from a click, in world px. */
  readonly usual: PixelSize
  readonly make: (stage: CanvasScope, id: string, box: Box) => Shape | Frame
  /** Where it is put that the keyboard asks for; in the middle of the view when it does not say. */
  readonly placeFor?: (stage: CanvasScope) => Box | null
}

/** The tool that draws something from corner to corner. Its states: pressed, and drawing once the hand has moved. */
export const boxDrawing = (kind: BoxKind): Tool => ({
  cursor: 'crosshair',
  begin: (stage, pointer) => (stage.mayAnnotate ? drawBox(stage, kind, pointer) : null),
  place(stage) {
    const box = kind.placeFor?.(stage) ?? usualBox(stage, kind, middleOf(viewNow(stage)))
    keepDrawn(stage, kind.make(stage, newElementId(stage.board), box))
  },
})

function drawBox(stage: CanvasScope, kind: BoxKind, begun: CanvasPointer): ToolGesture {
  const id = newElementId(stage.board)
  let phase: 'pressed' | 'drawing' = 'pressed'
  const boxTo = (pointer: CanvasPointer) => drawnBox(begun.at, pointer.at, wishOf(stage, pointer))
  return {
    extend(pointers) {
      const now = pointers.at(-1)
      if (now === undefined || (phase === 'pressed' && isStill(begun, now))) return
      phase = 'drawing'
      showDrawn(stage, kind.make(stage, id, boxTo(now)))
    },
    finish(pointer) {
      const isClick = phase === 'pressed' && isStill(begun, pointer)
      const box = isClick ? usualBox(stage, kind, begun.at) : boxTo(pointer)
      keepDrawn(stage, kind.make(stage, id, box))
    },
    abandon: () => showNothing(stage),
  }
}

function usualBox({ state }: CanvasScope, { usual }: BoxKind, middle: WorldPoint): Box {
  const box = boxAround(middle, usual.width, usual.height)
  if (!state.getState().hasGrid) return box
  const { x, y } = onGrid(topLeftOf(box), GRID)
  return { minX: x, minY: y, maxX: x + usual.width, maxY: y + usual.height }
}

/** A box as elements have it. */
export const placeOf = (box: Box) => ({
  ...topLeftOf(box),
  width: widthOf(box),
  height: heightOf(box),
})
