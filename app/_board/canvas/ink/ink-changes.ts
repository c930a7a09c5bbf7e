import type { Box } from '@/lib/canvas'
import type { Places } from '../places/places'
import { isPlacedInk, type PlacedInk } from './stroke-shapes'

/** What is to be brought into the picture: strokes that were not in it, and parts of the world in which something changed. */
export interface Changed {
  readonly added: readonly PlacedInk[]
  readonly boxes: readonly Box[]
}

/** The strokes of one layer as its picture shows them, and which of them have changed since. */
export class InkChanges {
  private readonly known = new Map<string, PlacedInk>()
  private readonly touched = new Set<string>()

  constructor(
    private readonly places: Pick<Places, 'get'>,
    private readonly kind: 'pen' | 'highlighter',
  ) {}

  /** How many strokes there are. */
  get size(): number {
    return this.known.size
  }

  /** There are no strokes, as far as is known. */
  get isEmpty(): boolean {
    return this.known.size === 0 && this.touched.size === 0
  }

  touch(ids: Iterable<string>): void {
    for (const id of ids) this.touched.add(id)
  }

  /** These strokes are in the picture as they are now, for it was moved as they were. */
  accept(strokes: readonly PlacedInk[]): void {
    for (const { id } of strokes) {
      this.note(id)
      this.touched.delete(id)
    }
  }

  /** Everything that was touched since the last call. */
  take(): Changed {
    const added: PlacedInk[] = []
    const boxes: Box[] = []
    for (const id of this.touched) {
      const before = this.known.get(id)
      const after = this.note(id)
      if (before === undefined && after !== null) added.push(after)
      if (before === undefined) continue
      boxes.push(before.box)
      if (after !== null && after.box !== before.box) boxes.push(after.box)
    }
    this.touched.clear()
    return { added, boxes }
  }

  /** Notes a stroke as it is on the board now; null when it is no longer there, or is none of the layer. */
  private note(id: string): PlacedInk | null {
    const placed = this.places.get(id)
    if (placed === undefined || placed.element.kind !== this.kind || !isPlacedInk(placed)) {
      this.known.delete(id)
      return null
    }
    this.known.set(id, placed)
    return placed
  }
}
