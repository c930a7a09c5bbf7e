import { BOARD_ID, base64url, SECRET } from '@/lib/protocol'
import { parseStored, readStored, writeStored } from './browser-storage'

/**
 * The replacement of a board's owner link, which this browser asked for. It made the new secret itself and keeps both, because
 * until the server has said so, nobody knows which of the two holds.
 */
export interface OwnerRotation {
  readonly boardId: string
  readonly from: string
  readonly to: string
  /** Asked for; known to be done; and told to the reader. */
  readonly state: 'begun' | 'done' | 'told'
}

export const MOST_ROTATIONS = 20

const KEY = 'chainboard.owner-rotations'

/** The rotation by which this secret was, or may have been, replaced. */
export const rotationFrom = (boardId: string, from: string): OwnerRotation | null =>
  rotations().find(rotation => rotation.boardId === boardId && rotation.from === from) ?? null

/** The rotation by which this secret came to hold. */
export const rotationTo = (boardId: string, to: string): OwnerRotation | null =>
  rotations().find(rotation => rotation.boardId === boardId && rotation.to === to) ?? null

/** Begins to replace the owner link, or goes on with what was begun before: then it is asked for the same secret once more. */
export function beginRotation(boardId: string, from: string): OwnerRotation {
  const begun = rotationFrom(boardId, from)
  if (begun !== null) return begun
  const to = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const rotation: OwnerRotation = { boardId, from, to, state: 'begun' }
  write([rotation, ...rotations()])
  return rotation
}

/** Notes how far a rotation is. */
export function noteRotation(rotation: OwnerRotation, state: OwnerRotation['state']): void {
  write([{ ...rotation, state }, ...rotations().filter(({ to }) => to !== rotation.to)])
}

/** Forgets a rotation that is known not to come about. */
export function dropRotation(rotation: OwnerRotation): void {
  write(rotations().filter(({ to }) => to !== rotation.to))
}

function rotations(): OwnerRotation[] {
  const stored = parseStored(readStored(KEY))
  return Array.isArray(stored) ? stored.map(readRotation).filter(rotation => rotation !== null) : []
}

const write = (all: readonly OwnerRotation[]): void =>
  writeStored(KEY, JSON.stringify(all.slice(0, MOST_ROTATIONS)))

function readRotation(raw: unknown): OwnerRotation | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { boardId, from, to, state } = raw as Record<string, unknown>
  if (typeof boardId !== 'string' || !BOARD_ID.test(boardId)) return null
  if (typeof from !== 'string' || !SECRET.test(from) || typeof to !== 'string' || !SECRET.test(to))
    return null
  return { boardId, from, to, state: state === 'done' || state === 'told' ? state : 'begun' }
}
