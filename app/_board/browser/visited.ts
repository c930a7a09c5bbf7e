import { MAX_TITLE } from '@/lib/board'
import { BOARD_ID, ROLES, type Role, SECRET } from '@/lib/protocol'
import { parseStored, readStored, writeStored } from './browser-storage'

/** A board that was opened in this browser. Its secret is what lets the list open it again. */
export interface VisitedBoard {
  readonly id: string
  readonly secret: string
  readonly role: Role
  readonly title: string
  /** The last visit, in ms since 1970. */
  readonly when: number
}

export const MOST_VISITED = 50

const KEY = 'chainboard.visited'

/** The boards visited in this browser, the latest first. Stored entries that cannot be read are left out. */
export function visitedBoards(): VisitedBoard[] {
  const stored = parseStored(readStored(KEY))
  if (!Array.isArray(stored)) return []
  return stored
    .slice(0, MOST_VISITED)
    .map(readEntry)
    .filter(entry => entry !== null)
    .sort((a, b) => b.when - a.when)
}

/**
 * Notes a visit now. A board stands in the list once a role, so that a look through the viewer link does not
 * push out the owner's, which nobody else may have; a newer link of the same role takes the place of the older.
 */
export function rememberBoard(visit: Omit<VisitedBoard, 'when'>): void {
  const others = visitedBoards().filter(board => !isSame(board, visit))
  write([{ ...visit, when: Date.now() }, ...others].slice(0, MOST_VISITED))
}

/** Takes a board off the list. The board itself stays, for whoever has its link. */
export function forgetBoard(board: Pick<VisitedBoard, 'id' | 'role'>): void {
  write(visitedBoards().filter(other => !isSame(other, board)))
}

const isSame = (a: Pick<VisitedBoard, 'id' | 'role'>, b: Pick<VisitedBoard, 'id' | 'role'>): boolean =>
  a.id === b.id && a.role === b.role

const write = (boards: readonly VisitedBoard[]): void => writeStored(KEY, JSON.stringify(boards))

function readEntry(raw: unknown): VisitedBoard | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { id, secret, role, title, when } = raw as Record<string, unknown>
  const known = ROLES.find(name => name === role)
  if (known === undefined || typeof id !== 'string' || !BOARD_ID.test(id)) return null
  if (typeof secret !== 'string' || !SECRET.test(secret)) return null
  if (typeof title !== 'string' || typeof when !== 'number') return null
  return { id, secret, role: known, title: title.slice(0, MAX_TITLE), when }
}
