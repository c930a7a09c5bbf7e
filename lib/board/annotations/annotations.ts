import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import type { Board } from '../board'
import { Problems } from '../problems'
import { annotationsOf, isId, modelOf } from '../schema'
import type { Model, Problem } from '../types'
import { changedEntries } from './changed-entries'
import type { AnyElement } from './element'
import { anchorsOf, Holds } from './holds'
import { NamesInSight } from './names-in-sight'
import { isOnBoard } from './quantity-key'
import { readElement } from './read-element'

/** The annotations of a board, read safely and kept up to date. */
export interface Annotations {
  readonly board: Board
  /** Every element by id: one map, which changes under way. An element is the same object until it says something else. */
  readonly elements: ReadonlyMap<string, AnyElement>
  /** Another number after every change that can be seen. */
  version(): number
  /** What could not be read: the first 50 by place, and the number of the others. */
  problems(): { readonly list: readonly Problem[]; readonly more: number }
  /** Calls `listener` after every transaction that changed what can be seen; returns the way to stop it. */
  subscribe(listener: AnnotationListener): () => void
}

/** What one transaction changed. Elements that it added are among the changed ones. */
export interface AnnotationChange {
  readonly changed: ReadonlyMap<string, AnyElement>
  readonly removed: ReadonlySet<string>
  /** Whether it was made here; if not, it came from others or from this browser's own copy. */
  readonly isLocal: boolean
}
export type AnnotationListener = (change: AnnotationChange) => void

const opened = new WeakMap<Board, Reader>()

/** The annotations of a board. Opening those of the same board again gives the same object. */
export function openAnnotations(board: Board): Annotations {
  const existing = opened.get(board)
  if (existing !== undefined) return existing
  const reader = new Reader(board)
  opened.set(board, reader)
  return reader
}

/** Reads what a transaction changed and nothing else, so that a move among ten thousand costs one element. */
class Reader implements Annotations {
  readonly elements = new Map<string, AnyElement>()
  /** The same elements as they stand in the document: all their anchors count as held. */
  private readonly asStored = new Map<string, AnyElement>()
  private readonly problemsOf = new Map<string, readonly Problem[]>()
  private readonly names: NamesInSight
  private readonly root: Y.Map<unknown>
  private readonly holds: Holds
  private readonly listeners = new Set<AnnotationListener>()
  private model: Model
  private edition = 0

  constructor(readonly board: Board) {
    this.root = annotationsOf(board.doc)
    this.names = new NamesInSight(this.root)
    this.model = board.model()
    this.holds = new Holds({
      element: id => this.asStored.get(id),
      isOnBoard: key => isOnBoard(key, this.model),
    })
    this.readAgain(this.root.keys(), false)
    board.doc.on('afterTransaction', transaction => this.follow(transaction))
  }

  version(): number {
    return this.edition
  }

  problems(): { readonly list: readonly Problem[]; readonly more: number } {
    const problems = new Problems()
    for (const each of this.problemsOf.values())
      for (const { where, message } of each) problems.add(where, message)
    const { size } = this.asStored
    const { count } = this.names
    if (size < count) problems.add('annotations', `Only ${size} of ${count} annotations are shown.`)
    return { list: problems.list(), more: problems.more() }
  }

  subscribe(listener: AnnotationListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private follow(transaction: Y.Transaction): void {
    // Yjs types the keys of this map by event; these are the roots.
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
    const touched = changed.has(this.root) ? changedEntries(transaction, this.root) : []
    const { layers, biases } = this.model
    if (changed.has(modelOf(this.board.doc))) this.model = this.board.model()
    const quantitiesMoved = layers !== this.model.layers || biases !== this.model.biases
    const change = { ...this.readAgain(touched, quantitiesMoved), isLocal: transaction.local }
    if (change.changed.size === 0 && change.removed.size === 0) return
    for (const listener of [...this.listeners]) listener(change)
  }

  /** Reads the entries of these names again, and judges again what they and the quantities may be holding. */
  private readAgain(names: Iterable<string>, quantitiesMoved: boolean): Omit<AnnotationChange, 'isLocal'> {
    const touched = this.names.follow(names)
    const moved: string[] = []
    for (const name of touched) {
      const before = this.asStored.get(name)
      const after = this.readOne(name)
      this.holds.note(name, before, after)
      if (!holdsTheSame(before, after)) moved.push(name)
    }
    const judged = new Set([...touched, ...this.holds.on(moved)])
    if (quantitiesMoved) {
      const holders = [...this.holds.onQuantities()]
      for (const id of [...holders, ...this.holds.on(holders)]) judged.add(id)
    }
    return this.show(judged)
  }

  private show(ids: ReadonlySet<string>): Omit<AnnotationChange, 'isLocal'> {
    const changed = new Map<string, AnyElement>()
    const removed = new Set<string>()
    for (const id of ids) {
      const stored = this.asStored.get(id)
      if (stored === undefined) {
        if (this.elements.delete(id)) removed.add(id)
        continue
      }
      const element = this.holds.judged(stored)
      if (equalityDeep(element, this.elements.get(id))) continue
      this.elements.set(id, element)
      changed.set(id, element)
    }
    if (changed.size > 0 || removed.size > 0) this.edition++
    return { changed, removed }
  }

  private readOne(name: string): AnyElement | undefined {
    this.asStored.delete(name)
    this.problemsOf.delete(name)
    if (!this.names.has(name)) return undefined
    if (!isId(name)) {
      this.problemsOf.set(name, [
        { where: `annotations.${name}`, message: 'Its name is no id; it is left out.' },
      ])
      return undefined
    }
    const { element, problems } = readElement(name, this.root.get(name))
    this.asStored.set(name, element)
    if (problems.length > 0) this.problemsOf.set(name, problems)
    return element
  }
}

/** Whether those who hold on to the element, or to what it holds on to, need not care about the change. */
function holdsTheSame(before: AnyElement | undefined, after: AnyElement | undefined): boolean {
  const isThere = (element: AnyElement | undefined) => element !== undefined && element.kind !== 'unreadable'
  return isThere(before) === isThere(after) && equalityDeep(anchorsOf(before), anchorsOf(after))
}
