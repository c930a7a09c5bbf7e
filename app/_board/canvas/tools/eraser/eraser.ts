import { type Cut, cutInk, deleteElements } from '@/lib/board'
import {
  boxBetween,
  brushStyle,
  erasedBetween,
  expanded,
  type InkPoints,
  intersects,
  isSwept,
  leftStrokes,
  toInk,
  type WorldPoint,
} from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'
import { isPlacedInk, type PlacedInk } from '../../ink/stroke-shapes'
import { inkOf } from '../../places/shape-of'
import type { CanvasPointer, Tool, ToolGesture } from '../tool'

/** How near to ink the middle of the eraser has to come, in screen px. */
const REACH = { mouse: 6, pen: 7, touch: 12 } as const

/**
 * Takes away every stroke that it touches, or only what it touches of them; with Alt the other of the two. Nothing is gone until it is lifted, and Escape
 * brings everything back. Locked strokes stay.
 */
export const eraser: Tool = {
  cursor: 'crosshair',
  begin: (stage, pointer) => (stage.mayAnnotate ? new Erasing(stage, pointer) : null),
}

class Erasing implements ToolGesture {
  private readonly ids = new Set<string>()
  private readonly cuts = new Map<string, readonly Cut[]>()
  private readonly inPart: boolean
  private before: WorldPoint

  constructor(
    private readonly stage: CanvasScope,
    first: CanvasPointer,
  ) {
    // Where the system keeps Alt for itself, Ctrl does the same.
    this.inPart = (first.alt || first.ctrl) !== stage.state.getState().erasesParts
    this.before = first.at
    this.extend([first])
  }

  extend(pointers: readonly CanvasPointer[]): void {
    const found = this.ids.size + countOf(this.cuts)
    for (const { at, device } of pointers) {
      this.sweep(this.before, at, REACH[device] / this.stage.state.getState().camera.zoom)
      this.before = at
    }
    if (this.ids.size + countOf(this.cuts) === found) return
    this.stage.state.setState({
      preview: { kind: 'erased', ids: new Set(this.ids), cuts: new Map(this.cuts) },
    })
  }

  finish(pointer: CanvasPointer): void {
    this.extend([pointer])
    const { board, annotations, undo, state, tell } = this.stage
    // What others have deleted or locked meanwhile is theirs.
    const isMine = (id: string) => {
      const element = annotations.elements.get(id)
      return element !== undefined && element.kind !== 'unreadable' && !element.locked
    }
    const ids = [...this.ids].filter(isMine)
    const cuts = new Map([...this.cuts].filter(([id]) => isMine(id) && !this.ids.has(id)))
    undo.beginGesture()
    const refusals = [
      ids.length === 0 ? null : deleteElements(board, ids),
      cuts.size === 0 ? null : cutInk(board, cuts),
    ]
    undo.endGesture()
    state.setState({ preview: null })
    for (const refusal of refusals) if (refusal !== null) tell(refusal)
  }

  abandon(): void {
    this.stage.state.setState({ preview: null })
  }

  private sweep(from: WorldPoint, to: WorldPoint, reach: number): void {
    const { places } = this.stage
    const way = expanded(boxBetween(from, to), reach)
    for (const placed of places.index.within(way)) {
      if (!isPlacedInk(placed) || placed.element.locked || this.ids.has(placed.id)) continue
      if (!intersects(placed.box, way)) continue
      if (this.inPart) this.cut(placed, from, to, reach)
      else if (isSwept(places.silhouette(placed.id), from, to, reach)) this.ids.add(placed.id)
    }
  }

  private cut(placed: PlacedInk, from: WorldPoint, to: WorldPoint, reach: number): void {
    const { id, element } = placed
    const ink = inkOf(element.points)
    if (ink === null) return
    const known = this.cuts.get(id) ?? []
    const before = [...element.cuts, ...known]
    const place = { x: placed.x, y: placed.y, scale: element.scale }
    // A broad line is cut where the eraser is on it, not only where it comes to its middle.
    const within = Math.max(reach / element.scale, brushStyle(element.kind, element.size).width / 2)
    const added = erasedBetween(ink, before, toInk(place, from), toInk(place, to), within)
    if (added.length === 0) return
    if (isNothing(ink, [...before, ...added])) this.ids.add(id)
    else this.cuts.set(id, [...known, ...added])
  }
}

const isNothing = (ink: InkPoints, cuts: readonly Cut[]): boolean => leftStrokes(ink, cuts).length === 0

function countOf(cuts: ReadonlyMap<string, readonly Cut[]>): number {
  let count = 0
  for (const each of cuts.values()) count += each.length
  return count
}
