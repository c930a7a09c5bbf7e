import { type Annotations, type AnyElement, isHolder, isLine } from '@/lib/board'
import {
  type Anchored,
  type Box,
  containsPoint,
  expanded,
  LINE_WIDTHS,
  type Placed,
  type Placement,
  type Point,
  placeAnchored,
  type Silhouette,
  SpatialIndex,
  type WorldPoint,
} from '@/lib/canvas'
import { boxOf, type Extent, layerPlace, silhouetteOf } from './shape-of'

/** An element where it lies now, which follows from what it holds on to. */
export interface PlacedElement extends Placed {
  readonly element: AnyElement
  readonly x: number
  readonly y: number
  /** Of a line: its end, seen from its start. */
  readonly end: Point | null
  /** Something that it holds on to is gone. */
  readonly lost: boolean
}

export interface PlacesChange {
  readonly changed: ReadonlySet<string>
  readonly removed: ReadonlySet<string>
}

/** So many strokes are unpacked between two looks at the clock, and for so long at a time, in ms. */
const SLICE = 200
const SLICE_MS = 16

/**
 * Where everything on the board lies now. Follows the annotations, the places of the chain's quantities, and how large words come out.
 * A board of many elements is placed in slices, so that the page goes on meanwhile.
 */
export class Places {
  readonly index = new SpatialIndex<PlacedElement>()
  private readonly extents = new Map<string, Extent>()
  private readonly silhouettes = new WeakMap<PlacedElement, Silhouette>()
  /** Those that hold on to something. */
  private readonly anchored = new Set<string>()
  /** Those that something holds on to. */
  private held = new Set<string>()
  private quantities: ReadonlyMap<string, Box> = new Map()
  /** All of the chain, with its menus; null until it was laid out. */
  chain: Box | null = null
  private readonly listeners = new Set<(change: PlacesChange) => void>()
  private readonly quantityListeners = new Set<() => void>()
  private readonly waiting = new Set<string>()
  /**
   * Brings the next slice while there is one: at once, where a timer would leave the page idle in between, for whatever waits for
   * that.
   */
  private next: MessageChannel | null = null
  /** What stays where it is for now, and where it lies by what has been written of it meanwhile. */
  private still: { readonly ids: ReadonlySet<string>; readonly moved: Map<string, PlacedElement> } | null =
    null

  constructor(private readonly annotations: Annotations) {}

  /** Places everything, and follows what changes from now on; returns the way to stop it. */
  follow(): () => void {
    const stop = this.annotations.subscribe(({ changed, removed }) => {
      for (const id of removed) this.waiting.delete(id)
      this.place(changed.keys(), removed)
    })
    for (const id of this.annotations.elements.keys()) this.waiting.add(id)
    this.placeSlice()
    return () => {
      this.endSlices()
      stop()
    }
  }

  get(id: string): PlacedElement | undefined {
    return this.index.get(id)
  }

  /** Whether everything on the board has its place. */
  get isComplete(): boolean {
    return this.waiting.size === 0
  }

  /** What a pointer can meet of an element; nothing of one that is not there. */
  silhouette(id: string): Silhouette {
    const placed = this.index.get(id)
    if (placed === undefined) return []
    const known = this.silhouettes.get(placed)
    if (known !== undefined) return known
    const silhouette = silhouetteOf(placed.element, placed, placed.end, this.extents.get(id))
    this.silhouettes.set(placed, silhouette)
    return silhouette
  }

  /** How large the words of an element came out, in world px; undefined until they have been drawn. */
  extentOf(id: string): Extent | undefined {
    return this.extents.get(id)
  }

  setExtents(extents: ReadonlyMap<string, Extent>): void {
    const changed: string[] = []
    for (const [id, extent] of extents) {
      const before = this.extents.get(id)
      if (before?.width === extent.width && before.height === extent.height) continue
      this.extents.set(id, extent)
      changed.push(id)
    }
    if (changed.length > 0) this.place(changed, [])
  }

  setExtent(id: string, extent: Extent): void {
    this.setExtents(new Map([[id, extent]]))
  }

  /** Where a quantity of the chain stands; null when it is not on the board. Keys as in `QuantityKey`. */
  quantityBox(key: string): Box | null {
    return this.quantities.get(key) ?? null
  }

  /** Where all the quantities of the chain stand: together, about the chain. */
  quantityBoxes(): Iterable<Box> {
    return this.quantities.values()
  }

  /** The quantity at a place, or at most `reach` beside it; null where there is none. */
  quantityAt(place: WorldPoint, reach: number): string | null {
    for (const [key, box] of this.quantities) {
      if (containsPoint(expanded(box, reach), place)) return key
    }
    return null
  }

  setQuantities(quantities: ReadonlyMap<string, Box>, chain: Box | null = null): void {
    this.quantities = quantities
    this.chain = chain
    if (this.anchored.size > 0) this.place([], [])
    for (const listener of [...this.quantityListeners]) listener()
  }

  /** Calls `listener` whenever the chain was laid out anew. */
  subscribeQuantities(listener: () => void): () => void {
    this.quantityListeners.add(listener)
    return () => this.quantityListeners.delete(listener)
  }

  subscribe(listener: (change: PlacesChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Leaves elements where they are while a change of them is written in parts, so that nobody sees it half done. Returns the way
   * to show where they lie by then. What is deleted meanwhile goes at once.
   */
  keepStill(ids: ReadonlySet<string>): () => void {
    this.letMove()
    const still = { ids, moved: new Map<string, PlacedElement>() }
    this.still = still
    return () => {
      if (this.still === still) this.letMove()
    }
  }

  private letMove(): void {
    const moved = this.still?.moved
    this.still = null
    if (moved !== undefined && moved.size > 0) this.place(moved.keys(), [], moved)
  }

  private placeSlice(): void {
    const until = performance.now() + SLICE_MS
    while (this.waiting.size > 0 && performance.now() < until) {
      const some: string[] = []
      for (const id of this.waiting) {
        some.push(id)
        this.waiting.delete(id)
        if (some.length === SLICE) break
      }
      this.place(some, [])
    }
    if (this.waiting.size === 0) {
      this.endSlices()
      return
    }
    if (this.next === null) {
      this.next = new MessageChannel()
      this.next.port1.onmessage = () => this.placeSlice()
    }
    this.next.port2.postMessage(null)
  }

  private endSlices(): void {
    this.next?.port1.close()
    this.next = null
  }

  /** @param ready where some of them lie, worked out before. */
  private place(
    ids: Iterable<string>,
    removed: Iterable<string>,
    ready: ReadonlyMap<string, PlacedElement> | null = null,
  ): void {
    const gone = new Set(removed)
    const changed = new Map<string, PlacedElement>()
    let heldHasMoved = false
    for (const id of ids) {
      const element = this.annotations.elements.get(id)
      if (element === undefined) continue
      if (this.still?.ids.has(id) && this.index.get(id) !== undefined) {
        this.still.moved.set(id, this.placed(element, null))
        continue
      }
      if (holdsOn(element)) this.anchored.add(id)
      else this.anchored.delete(id)
      heldHasMoved ||= this.held.has(id)
      changed.set(id, ready?.get(id) ?? this.placed(element, null))
    }
    for (const id of gone) {
      this.still?.moved.delete(id)
      heldHasMoved ||= this.held.has(id)
      this.anchored.delete(id)
      this.extents.delete(id)
    }
    this.index.delete(gone)
    this.index.set(changed.values())
    const isBesideAnchors = !heldHasMoved && [...changed.keys()].every(id => !this.anchored.has(id))
    if (this.anchored.size > 0 && !(isBesideAnchors && (changed.size > 0 || gone.size > 0))) {
      this.placeHolders(changed)
    }
    if (changed.size === 0 && gone.size === 0) return
    const change = { changed: new Set(changed.keys()), removed: gone }
    for (const listener of [...this.listeners]) listener(change)
  }

  /** Places everything that holds on to something; notes in `changed` what has moved. */
  private placeHolders(changed: Map<string, PlacedElement>): void {
    const holders: Anchored[] = []
    this.held = new Set()
    for (const id of this.anchored) {
      const element = this.annotations.elements.get(id)
      if (element === undefined) continue
      const box = boxOf(element, this.extents.get(id))
      if (isLine(element)) holders.push({ ...element, box })
      else if (isHolder(element)) holders.push({ ...element, box })
      for (const anchor of anchorsOf(element)) if (anchor?.to === 'annotation') this.held.add(anchor.id)
    }
    const placements = placeAnchored(
      holders,
      key => this.quantityBox(key),
      id => this.index.get(id)?.box ?? null,
    )
    const moved: PlacedElement[] = []
    for (const [id, placement] of placements) {
      const element = this.annotations.elements.get(id)
      if (element === undefined) continue
      const placed = this.placed(element, placement)
      if (!changed.has(id) && isSamePlace(this.index.get(id), placed)) continue
      moved.push(placed)
      changed.set(id, placed)
    }
    this.index.set(moved)
  }

  private placed(element: AnyElement, placement: Placement | null): PlacedElement {
    const isShown = element.kind !== 'unreadable'
    const box = placement?.box ?? boxOf(element, this.extents.get(element.id))
    return {
      id: element.id,
      element,
      box: placement !== null && isLine(element) ? expanded(box, LINE_WIDTHS[element.size]) : box,
      layer: layerPlace(element),
      order: isShown ? element.order : '',
      x: placement?.x ?? element.x ?? 0,
      y: placement?.y ?? element.y ?? 0,
      end: placement?.end ?? (isLine(element) ? element.end : null),
      lost: placement?.lost ?? false,
    }
  }
}

const anchorsOf = (element: AnyElement) =>
  isLine(element) ? [element.from, element.to] : isHolder(element) ? [element.anchor] : []

const holdsOn = (element: AnyElement): boolean => anchorsOf(element).some(anchor => anchor !== null)

const isSamePlace = (before: PlacedElement | undefined, after: PlacedElement): boolean =>
  before !== undefined &&
  before.element === after.element &&
  before.x === after.x &&
  before.y === after.y &&
  before.end?.x === after.end?.x &&
  before.end?.y === after.end?.y &&
  before.lost === after.lost
