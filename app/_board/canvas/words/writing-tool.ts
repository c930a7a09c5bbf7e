import { type Element, isWritten, newElementId, type WrittenElement } from '@/lib/board'
import { HIT_TOLERANCE, isHit, viewOf, type WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import type { CanvasPointer, Tool } from '../tools/tool'
import { startWriting } from './editing/writing'

/** A press that goes no further across, in screen px, is a click. */
const DRAG_PX = 12

interface Look {
  readonly kind: WrittenElement['kind']
  /** Its width when it is only clicked where it is to be, in world px; null: as wide as its words. */
  readonly width: number | null
  /** Whether a drag says how wide it is to be. */
  readonly hasWidth: boolean
  /** From the pointer to its top left corner, so that the first letter comes to stand at the pointer. */
  readonly step: { readonly x: number; readonly y: number }
}

/** A tool that puts words where it is clicked, as wide as it is dragged, and opens them for writing. On words it opens those. */
export function writingTool({ kind, width, hasWidth, step }: Look): Tool {
  const elementAt = (stage: CanvasScope, id: string, at: WorldPoint, wide: number | null): WrittenElement => {
    const { color, size } = stage.state.getState().style
    const common = { id, x: at.x, y: at.y, order: '', color, size, locked: false, groups: [] }
    const written = { ...common, text: '', rotation: 0, anchor: null, anchorLost: false }
    if (kind === 'math') return { ...written, kind }
    return kind === 'note' ? { ...written, kind, width: wide ?? 200 } : { ...written, kind, width: wide }
  }
  return {
    cursor: 'text',
    begin(stage, pointer) {
      const id = newElementId(stage.board)
      const from = pointer.at
      const widthTo = ({ at }: CanvasPointer): number | null => {
        const across = Math.abs(at.x - from.x)
        return hasWidth && across * stage.state.getState().camera.zoom > DRAG_PX ? across : null
      }
      return {
        extend(pointers) {
          const last = pointers.at(-1)
          const wide = last === undefined ? null : widthTo(last)
          if (last === undefined || wide === null) return stage.state.setState({ preview: null })
          const element: Element = elementAt(stage, id, { x: Math.min(from.x, last.at.x), y: from.y }, wide)
          stage.state.setState({ preview: { kind: 'changed', elements: new Map([[id, element]]) } })
        },
        finish(last) {
          stage.state.setState({ preview: null })
          const wide = widthTo(last)
          const there = wide === null ? wordsAt(stage, pointer) : null
          if (there !== null) {
            stage.state.setState({ tool: 'select', editing: there, selection: new Set([there]) })
            return
          }
          const corner =
            wide === null
              ? { x: from.x + step.x, y: from.y + step.y }
              : { x: Math.min(from.x, last.at.x), y: from.y }
          startWriting(stage, elementAt(stage, id, corner, wide ?? width))
        },
        abandon: () => stage.state.setState({ preview: null }),
      }
    },
    start(stage) {
      const { camera, viewport } = stage.state.getState()
      const { minX, minY, maxX, maxY } = viewOf(camera, viewport)
      const middle = { x: (minX + maxX) / 2 + step.x, y: (minY + maxY) / 2 + step.y }
      startWriting(stage, elementAt(stage, newElementId(stage.board), middle, width))
    },
  }
}

/** The words on top at a place that may be written in, or null. */
function wordsAt({ places, state }: CanvasScope, { at, device }: CanvasPointer): string | null {
  const reach = HIT_TOLERANCE[device] / state.getState().camera.zoom
  const top = places.index.at(at, reach).find(({ id }) => isHit(places.silhouette(id), at, reach))
  if (top === undefined || !isWritten(top.element) || top.element.locked) return null
  return top.id
}
