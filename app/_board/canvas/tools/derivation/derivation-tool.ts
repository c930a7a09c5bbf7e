import { newElementId } from '@/lib/board'
import { HIT_TOLERANCE, isHit, viewOf, type WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { startWriting } from '../../words/editing/writing'
import type { Tool } from '../tool'

/** From the pointer to the card's corner, so that its first line comes to stand at the pointer. */
const STEP = { x: -44, y: -66 }

function start(stage: CanvasScope, at: WorldPoint): void {
  const { color, size } = stage.state.getState().style
  startWriting(stage, {
    id: newElementId(stage.board),
    kind: 'derivation',
    x: at.x + STEP.x,
    y: at.y + STEP.y,
    color,
    size,
    lines: [{ text: '' }],
  })
}

/** Puts a derivation where it is clicked, and opens its first line. On a derivation it opens that. */
export const derivationTool: Tool = {
  cursor: 'text',
  begin: stage => ({
    extend: () => undefined,
    finish(pointer) {
      const { places, state } = stage
      const reach = HIT_TOLERANCE[pointer.device] / state.getState().camera.zoom
      const top = places.index
        .at(pointer.at, reach)
        .find(({ id }) => isHit(places.silhouette(id), pointer.at, reach))
      if (top?.element.kind === 'derivation' && !top.element.locked) {
        state.setState({ tool: 'select', editing: top.id, selection: new Set([top.id]) })
      } else start(stage, pointer.at)
    },
    abandon: () => undefined,
  }),
  place(stage) {
    const { camera, viewport } = stage.state.getState()
    const { minX, minY, maxX, maxY } = viewOf(camera, viewport)
    start(stage, { x: (minX + maxX) / 2 + 2 * STEP.x, y: (minY + maxY) / 2 } as WorldPoint)
  },
}
