import { ROLES, type Role } from './roles'

/** What each participant shows to the others while connected. It is never stored. */
export interface Presence {
  readonly user: {
    /** The participant's public id, `client:…` without a token. The server writes it, so nobody bears another's. */
    readonly id: string
    readonly name: string
    /** An index into the palette of `PALETTE_SIZE` colours. */
    readonly color: number
    /** What the person's link lets them do; absent where no server has written it. */
    readonly role?: Role
  }
  /** The pointer in board coordinates, null while it is off the board. */
  readonly cursor: { readonly x: number; readonly y: number } | null
  /** A key of the parameter being edited, for instance `x` or `w:<layer id>`: it outlives a renumbering of the layers. */
  readonly editing: string | null
  /** The ids of the annotations that are selected, the first 20 of them. */
  readonly selection: readonly string[]
  /** The digests of the inputs and of the results, 16 hex digits each; null until computed. */
  readonly digest: { readonly inputs: string; readonly results: string } | null
  /**
   * The window onto the stroke that is being drawn, or what the laser points at, as whoever sent it packed it: anything at all. Null while
   * nothing is drawn. Whoever draws it reads it first (`readLiveWindow` of lib/canvas); most who receive it never do.
   */
  readonly stroke: unknown
  /** How many quantities of the passes have been shown, while somebody steps through them and leads; null while nobody does. */
  readonly walk: number | null
}

/** So many selected annotations are told to the others. */
export const MAX_SELECTION_SHOWN = 20

export const PALETTE_SIZE = 12
export const NAME_LENGTH = 40

const FARTHEST = 1e6
/** More quantities than the deepest chain has. */
const MOST_WALKED = 1_000
/** A text with nothing in it to be taken out: most are. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/
const DIGEST = /^[0-9a-f]{16}$/
// Control characters and the marks that turn the direction of the text around them.
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * A participant's presence from what arrived, or null when it names nobody. Fields that cannot be read are null,
 * fields that are not ours are left out, texts are cut to their length.
 */
export function readPresence(raw: unknown): Presence | null {
  const user = field(raw, 'user')
  const id = readText(field(user, 'id'), 32)
  const color = field(user, 'color')
  if (id === null) return null
  if (typeof color !== 'number' || !Number.isInteger(color) || color < 0 || color >= PALETTE_SIZE) return null
  return {
    user: { id, name: readName(field(user, 'name')), color, ...readRole(field(user, 'role')) },
    cursor: readCursor(field(raw, 'cursor')),
    editing: readText(field(raw, 'editing'), 80),
    selection: readSelection(field(raw, 'selection')),
    digest: readDigest(field(raw, 'digest')),
    stroke: field(raw, 'stroke') ?? null,
    walk: readWalk(field(raw, 'walk')),
  }
}

/** A name as it may be shown: at most `NAME_LENGTH` characters, none of them invisible; empty when there is none. */
export function readName(raw: unknown): string {
  return readText(raw, NAME_LENGTH) ?? ''
}

function readRole(raw: unknown): { role?: Role } {
  const role = ROLES.find(name => name === raw)
  return role === undefined ? {} : { role }
}

function readText(raw: unknown, length: number): string | null {
  if (typeof raw !== 'string') return null
  if (raw.length <= length && PLAIN.test(raw)) return raw
  const characters = Array.from(
    raw
      .slice(0, length * 4)
      .replace(UNPRINTABLE, '')
      .trim(),
  )
  return characters.length === 0 ? null : characters.slice(0, length).join('')
}

function readCursor(raw: unknown): Presence['cursor'] {
  const x = field(raw, 'x')
  const y = field(raw, 'y')
  return isPlace(x) && isPlace(y) ? { x, y } : null
}

function readSelection(raw: unknown): Presence['selection'] {
  if (!Array.isArray(raw)) return []
  return raw
    .slice(0, MAX_SELECTION_SHOWN)
    .map(id => readText(id, 40))
    .filter(id => id !== null)
}

function readDigest(raw: unknown): Presence['digest'] {
  const inputs = field(raw, 'inputs')
  const results = field(raw, 'results')
  return isDigest(inputs) && isDigest(results) ? { inputs, results } : null
}

const readWalk = (raw: unknown): number | null =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= MOST_WALKED ? raw : null

const isPlace = (raw: unknown): raw is number => typeof raw === 'number' && Math.abs(raw) <= FARTHEST
const isDigest = (raw: unknown): raw is string => typeof raw === 'string' && DIGEST.test(raw)

/** The own property `key` of anything, undefined where there is none. */
function field(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined
  return Reflect.get(raw, key)
}
