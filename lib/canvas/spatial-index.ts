import RBush from 'rbush'
import { type Box, boxBetween, expanded, intersects } from './box'
import type { WorldPoint } from './point'

/** Something with a place on the board, and in the pile. */
export interface Placed {
  readonly id: string
  /** Its box, in world px. */
  readonly box: Box
  /** The layer that it belongs to, counted from the bottom. */
  readonly layer: number
  /** Its place within the layer, compared as text; ties go by id. */
  readonly order: string
}

/** Whether something lies above (positive) or below (negative) another. */
export function byDepth(a: Placed, b: Placed): number {
  if (a.layer !== b.layer) return a.layer - b.layer
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** What the tree holds: the box as it wants it, and the rank in the pile, so that answers are sorted by a number. */
interface Leaf<T> {
  minX: number
  minY: number
  maxX: number
  maxY: number
  placed: T
  rank: number
}

/** Steps that differ by less are one: places are kept in single precision. World px. */
const SAME_STEP = 1

/** Beyond this share of all, to go through everything in order is faster than to search and sort, or to change leaf by leaf. */
const MANY = 1 / 4

/** What lies where on the board: by part of the world and by place, always from the bottom to the top. */
export class SpatialIndex<T extends Placed> {
  private readonly leaves = new Map<string, Leaf<T>>()
  private readonly tree = new Tree<Leaf<T>>(16)
  /** The leaves from the bottom to the top; while not `isSorted`, new ones stand at its end, and old ones in between. */
  private pile: Leaf<T>[] = []
  private isSorted = true

  constructor(all: Iterable<T> = []) {
    this.set(all)
  }

  get size(): number {
    return this.leaves.size
  }

  get(id: string): T | undefined {
    return this.leaves.get(id)?.placed
  }

  /** Puts things where they are now, in the place of those with the same ids. */
  set(all: Iterable<T>): void {
    const given = [...all]
    if (this.moveEverything(given)) return
    const changed = new Set<string>()
    const gone: Leaf<T>[] = []
    for (const placed of given) {
      const before = this.leaves.get(placed.id)
      if (before?.placed === placed) continue
      const { minX, minY, maxX, maxY } = placed.box
      const leaf = { minX, minY, maxX, maxY, placed, rank: before?.rank ?? 0 }
      this.leaves.set(placed.id, leaf)
      changed.add(placed.id)
      if (before !== undefined) gone.push(before)
      if (this.isSorted && before !== undefined && byDepth(before.placed, placed) === 0) {
        this.pile[leaf.rank] = leaf
      } else {
        this.pile.push(leaf)
        this.isSorted = false
      }
    }
    this.replace(gone, changed)
  }

  /** Takes things away; ids that are not there do no harm. */
  delete(ids: Iterable<string>): void {
    const gone: Leaf<T>[] = []
    for (const id of ids) {
      const leaf = this.leaves.get(id)
      if (leaf === undefined) continue
      gone.push(leaf)
      this.leaves.delete(id)
    }
    if (gone.length > 0) this.isSorted = false
    this.replace(gone, new Set())
  }

  /** All that has a box in common with this one, from the bottom to the top. */
  within(box: Box): T[] {
    const found = this.tree.search(box)
    this.sort()
    if (found.length > this.leaves.size * MANY) {
      const all: T[] = []
      for (const leaf of this.pile) if (intersects(leaf, box)) all.push(leaf.placed)
      return all
    }
    return found.sort((a, b) => a.rank - b.rank).map(leaf => leaf.placed)
  }

  /** As `within`, of one layer alone: where that holds nothing it costs nothing. */
  withinLayer(layer: number, box: Box): T[] {
    this.sort()
    const [from, to] = [this.beginningOf(layer), this.beginningOf(layer + 1)]
    if (to - from > this.leaves.size * MANY) return this.within(box).filter(placed => placed.layer === layer)
    const found: T[] = []
    for (let rank = from; rank < to; rank++) {
      const leaf = this.pile[rank]
      if (intersects(leaf, box)) found.push(leaf.placed)
    }
    return found
  }

  /** All whose box is at most `reach` (world px) from the place, from the top to the bottom. */
  at(place: WorldPoint, reach: number): T[] {
    return this.within(expanded(boxBetween(place, place), reach)).reverse()
  }

  /** Everything, from the bottom to the top. */
  all(): T[] {
    this.sort()
    return this.pile.map(leaf => leaf.placed)
  }

  /** Where all there is has gone the same way, the tree keeps its shape. False when it is not so; then nothing is done. */
  private moveEverything(given: readonly T[]): boolean {
    if (given.length < 2 || given.length !== this.leaves.size || !this.isSorted) return false
    const seen = new Set<Leaf<T>>()
    let [right, down] = [0, 0]
    for (const placed of given) {
      const leaf = this.leaves.get(placed.id)
      if (leaf === undefined || seen.has(leaf) || byDepth(leaf.placed, placed) !== 0) return false
      const { minX, minY, maxX, maxY } = placed.box
      if (seen.size === 0) [right, down] = [minX - leaf.minX, minY - leaf.minY]
      seen.add(leaf)
      const isAlong =
        Math.abs(minX - leaf.minX - right) < SAME_STEP &&
        Math.abs(minY - leaf.minY - down) < SAME_STEP &&
        Math.abs(maxX - leaf.maxX - right) < SAME_STEP &&
        Math.abs(maxY - leaf.maxY - down) < SAME_STEP
      if (!isAlong) return false
    }
    for (const placed of given) {
      const leaf = this.leaves.get(placed.id)
      if (leaf === undefined) continue
      leaf.minX = placed.box.minX
      leaf.minY = placed.box.minY
      leaf.maxX = placed.box.maxX
      leaf.maxY = placed.box.maxY
      leaf.placed = placed
    }
    this.tree.refit()
    return true
  }

  /** The rank of the first in the sorted pile that lies in this layer or above it. */
  private beginningOf(layer: number): number {
    let [low, high] = [0, this.pile.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pile[middle].placed.layer < layer) low = middle + 1
      else high = middle
    }
    return low
  }

  private sort(): void {
    if (this.isSorted) return
    this.pile = this.pile
      .filter(leaf => this.leaves.get(leaf.placed.id) === leaf)
      .sort((a, b) => byDepth(a.placed, b.placed))
    for (let rank = 0; rank < this.pile.length; rank++) this.pile[rank].rank = rank
    this.isSorted = true
  }

  private replace(gone: readonly Leaf<T>[], changed: ReadonlySet<string>): void {
    if (gone.length > this.leaves.size * MANY) {
      this.tree.clear()
      this.tree.load([...this.leaves.values()])
      return
    }
    for (const leaf of gone) this.tree.remove(leaf)
    this.tree.load(Array.from(changed, id => this.leaves.get(id)).filter(leaf => leaf !== undefined))
  }
}

/** A node of the tree: its children are leaves at the lowest level, nodes above it. */
type Node = { children: readonly Node[]; leaf: boolean } & { -readonly [Edge in keyof Box]: Box[Edge] }

class Tree<L extends Box> extends RBush<L> {
  /** After all that it holds has moved a little, or all in the same way: the boxes of its nodes are worked out anew. */
  refit(): void {
    const root: Node = this.toJSON() // The tree itself, and no copy.
    workOutBox(root)
  }
}

function workOutBox(node: Node): void {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const child of node.children) {
    if (!node.leaf) workOutBox(child)
    minX = Math.min(minX, child.minX)
    minY = Math.min(minY, child.minY)
    maxX = Math.max(maxX, child.maxX)
    maxY = Math.max(maxY, child.maxY)
  }
  Object.assign(node, { minX, minY, maxX, maxY })
}
