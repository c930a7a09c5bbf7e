import { MAX_TITLE } from '@/lib/board'
import { BOARD_ID } from '@/lib/protocol'
import { completionOf, openDatabase, resultOf } from './database'

/** A board as somebody had it here when the server did not take it, or had another state of it. */
export interface KeptCopy {
  readonly id: string
  readonly boardId: string
  readonly title: string
  /** By this browser's clock, in ms since 1970: for people to tell copies apart, and for nothing else. */
  readonly when: number
  /** Why it was kept, in words. */
  readonly reason: string
  /** The whole document as one update (Yjs encoding V1). */
  readonly state: Uint8Array
}

/** What this browser holds of copies, over all boards. Nothing but a person removes one. */
export const MOST_COPIES = 20
export const MOST_BYTES = 100 * 1_048_576
/** From here on people are told, before there is no room. */
export const MANY_COPIES = 15

/** Whether a copy was kept; else there is no room among the copies, or the browser refused. */
export type Keep = 'kept' | 'full' | 'refused'

const STORES = { copies: { keyPath: 'id' } }

/** Keeps a copy. The same state of the same board is kept once. */
export async function keepCopy(copy: KeptCopy): Promise<Keep> {
  const answer = await withCopies('readwrite', async copies => {
    const kept = (await resultOf(copies.getAll())).map(readCopy).filter(other => other !== null)
    if (kept.some(other => isSameState(other, copy))) return 'kept'
    if (!hasRoom(kept, copy)) return 'full'
    copies.put(copy)
    return 'kept'
  })
  return answer ?? 'refused'
}

/** All copies in this browser, the latest first; null where it keeps none. */
export function keptCopies(): Promise<readonly KeptCopy[] | null> {
  return withCopies('readonly', async copies => {
    const kept = (await resultOf(copies.getAll())).map(readCopy).filter(copy => copy !== null)
    return kept.sort((a, b) => b.when - a.when)
  })
}

/** Removes a copy for good. */
export async function removeCopy(id: string): Promise<void> {
  await withCopies('readwrite', async copies => {
    copies.delete(id)
  })
}

/** Whether one more copy fits beside those that are kept. */
export function hasRoom(kept: readonly KeptCopy[], copy: KeptCopy): boolean {
  const bytes = kept.reduce((sum, { state }) => sum + state.length, copy.state.length)
  return kept.length < MOST_COPIES && bytes <= MOST_BYTES
}

/** A copy from what lies in storage, or null when it is none: that may be old or tampered with. */
export function readCopy(raw: unknown): KeptCopy | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { id, boardId, title, when, reason, state } = raw as Record<string, unknown> // any object can be asked
  if (typeof id !== 'string' || typeof boardId !== 'string' || !BOARD_ID.test(boardId)) return null
  if (typeof title !== 'string' || typeof reason !== 'string' || !(state instanceof Uint8Array)) return null
  if (typeof when !== 'number' || !Number.isFinite(when)) return null
  return { id, boardId, title: title.slice(0, MAX_TITLE), when, reason, state }
}

const isSameState = (a: KeptCopy, b: KeptCopy): boolean =>
  a.boardId === b.boardId &&
  a.state.length === b.state.length &&
  a.state.every((byte, i) => byte === b.state[i])

async function withCopies<Value>(
  mode: IDBTransactionMode,
  work: (copies: IDBObjectStore) => Promise<Value>,
): Promise<Value | null> {
  const database = await openDatabase('chainboard.kept', STORES)
  if (database === null) return null
  try {
    // What is kept here may be nowhere else: it counts as kept when it is on the disk.
    const transaction = database.transaction('copies', mode, { durability: 'strict' })
    const completion = completionOf(transaction)
    const value = await work(transaction.objectStore('copies'))
    await completion
    return value
  } catch {
    return null
  } finally {
    database.close()
  }
}
