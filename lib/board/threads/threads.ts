import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { changedEntries } from '../annotations/changed-entries'
import type { Board } from '../board'
import { Problems } from '../problems'
import { threadsOf } from '../schema'
import type { Problem } from '../types'
import { MAX_THREADS } from './limits'
import { byTime, readThread, type ThreadReading } from './read-thread'
import type { Thread } from './thread'

/** The comments of a board, read safely and kept up to date. Only the server writes them. */
export interface Threads {
  /** The threads in the order in which they were begun. The same list until one of them changes. */
  list(): readonly Thread[]
  get(id: string): Thread | null
  /** What could not be read: the first 50 by place, and the number of the others. */
  problems(): { readonly list: readonly Problem[]; readonly more: number }
  /** Calls `listener` after every transaction that changed what can be seen; returns the way to stop it. */
  subscribe(listener: () => void): () => void
}

const opened = new WeakMap<Board, Reader>()

/** The comments of a board. Opening those of the same board again gives the same object. */
export function openThreads(board: Board): Threads {
  const existing = opened.get(board)
  if (existing !== undefined) return existing
  const reader = new Reader(board)
  opened.set(board, reader)
  return reader
}

class Reader implements Threads {
  private readonly readings = new Map<string, ThreadReading>()
  private readonly root: Y.Map<unknown>
  private readonly listeners = new Set<() => void>()
  private shown: readonly Thread[] | null = null

  constructor({ doc }: Board) {
    this.root = threadsOf(doc)
    this.readAgain(this.root.keys())
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      // Yjs types the keys of this map by event; these are the roots.
      const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes
      if (!changed.has(this.root) || !this.readAgain(changedEntries(transaction, this.root))) return
      this.shown = null
      for (const listener of [...this.listeners]) listener()
    })
  }

  list(): readonly Thread[] {
    this.shown ??= this.readable().slice(0, MAX_THREADS)
    return this.shown
  }

  get(id: string): Thread | null {
    return this.readings.get(id)?.thread ?? null
  }

  problems(): { readonly list: readonly Problem[]; readonly more: number } {
    const problems = new Problems()
    for (const [id, { broken, more }] of this.readings) {
      const place = `threads.${id}`
      for (const key of broken)
        problems.add(key === '' ? place : `${place}.${key}`, 'This cannot be read as a comment.')
      if (more > 0) problems.add(place, `${more} messages more than can be shown.`)
    }
    const hidden = this.readable().length - this.list().length
    if (hidden > 0) problems.add('threads', `${hidden} threads more than can be shown.`)
    return { list: problems.list(), more: problems.more() }
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private readable(): Thread[] {
    const threads = [...this.readings.values()].flatMap(({ thread }) => (thread === null ? [] : [thread]))
    return threads.sort(byTime)
  }

  /** Reads the entries of these names again. Whether any of them says something else now. */
  private readAgain(names: Iterable<string>): boolean {
    let isChanged = false
    for (const name of names) {
      const before = this.readings.get(name)
      const after = this.root.has(name) ? readThread(name, this.root.get(name)) : undefined
      if (equalityDeep(before, after)) continue
      isChanged = true
      if (after === undefined) this.readings.delete(name)
      else this.readings.set(name, after)
    }
    return isChanged
  }
}
