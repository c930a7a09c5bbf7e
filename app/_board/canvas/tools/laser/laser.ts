import { newElementId } from '@/lib/board'
import { liveWindow } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { GrowingStroke } from '../../ink/growing-stroke'
import { LaserTrail } from '../../ink/laser-trail'
import { liveStrokesOf } from '../../ink/live-strokes'
import { forgetStrokeLater, showStroke } from '../pen/show-stroke'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'

const LEAST_STEP = 1

/** Points for everybody and leaves nothing on the board; whoever only looks on may do that too. */
export const laser: Tool = {
  cursor: 'crosshair',
  begin: (stage, pointer) => new Pointing(stage, pointer),
}

class Pointing implements ToolGesture {
  private trail: LaserTrail

  constructor(
    private readonly stage: CanvasScope,
    first: CanvasPointer,
  ) {
    this.trail = this.newTrail(first)
    this.extend([first])
  }

  extend(pointers: readonly CanvasPointer[]): void {
    const { stroke } = this.trail
    const least = LEAST_STEP / this.stage.state.getState().camera.zoom
    for (const { at } of pointers) stroke.add(at, null, least)
    liveStrokesOf(this.stage).point(this.trail)
    showStroke(this.stage, liveWindow(stroke.start, stroke.ink()))
    const last = pointers.at(-1)
    if (!stroke.isFull || last === undefined) return
    this.trail.isHeld = false
    this.trail = this.newTrail(last)
  }

  finish(pointer: CanvasPointer): void {
    this.extend([pointer])
    this.trail.isHeld = false
    const { stroke } = this.trail
    showStroke(this.stage, liveWindow(stroke.start, stroke.ink(), true))
    forgetStrokeLater(this.stage)
  }

  abandon(): void {
    this.trail.isHeld = false
    showStroke(this.stage, null)
  }

  private newTrail({ at }: CanvasPointer): LaserTrail {
    const { board, state } = this.stage
    const { size } = state.getState().style
    return new LaserTrail(new GrowingStroke(newElementId(board), 'laser', size, 'red', at, false))
  }
}
