import { addElements, newElementId } from '@/lib/board'
import { encodeInk, liveWindow } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { GrowingStroke } from '../../ink/growing-stroke'
import { liveStrokesOf } from '../../ink/live-strokes'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'
import { forgetStrokeLater, showStroke } from './show-stroke'

/** A point nearer than this to the one before says nothing new, in screen px. */
const LEAST_STEP = 0.8

/** A tool that leaves a stroke of ink wherever it goes. It stays in the hand. */
export const drawWith = (kind: 'pen' | 'highlighter'): Tool => ({
  cursor: 'crosshair',
  begin: (stage, pointer) => (stage.mayAnnotate ? new Drawing(kind, stage, pointer) : null),
})

class Drawing implements ToolGesture {
  private readonly stroke: GrowingStroke

  constructor(
    private readonly kind: 'pen' | 'highlighter',
    private readonly stage: CanvasScope,
    first: CanvasPointer,
  ) {
    const { color, size } = stage.state.getState().style
    const id = newElementId(stage.board)
    this.stroke = new GrowingStroke(id, kind, size, color, first.at, first.pressure !== null)
    this.extend([first])
  }

  extend(pointers: readonly CanvasPointer[]): void {
    const least = LEAST_STEP / this.stage.state.getState().camera.zoom
    for (const { at, pressure } of pointers) this.stroke.add(at, pressure, least)
    liveStrokesOf(this.stage).show(this.stroke)
    showStroke(this.stage, liveWindow(this.stroke.start, this.stroke.ink()))
  }

  finish({ at }: CanvasPointer): void {
    // A pen that is lifted presses no more: its last pressure stays.
    this.stroke.add(at, this.stroke.lastPressure, Number.MIN_VALUE)
    const { id, x, y, color, size } = this.stroke
    const ink = this.stroke.ink()
    const refusal = addElements(this.stage.board, [
      { id, kind: this.kind, x, y, color, size, points: encodeInk(ink) },
    ])
    if (refusal !== null) {
      this.stage.tell(refusal)
      this.abandon()
      return
    }
    showStroke(this.stage, liveWindow(this.stroke.start, ink, true))
    forgetStrokeLater(this.stage)
  }

  abandon(): void {
    liveStrokesOf(this.stage).show(null)
    showStroke(this.stage, null)
  }
}
