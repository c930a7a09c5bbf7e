import { base64url, PALETTE_SIZE, readName, TOKEN } from '@/lib/protocol'
import { parseStored, readStored, writeStored } from '../browser/browser-storage'
import { friendlyName } from './friendly-name'

/** Who I am in this browser. There are no accounts: the token makes me the same participant after a reload. */
export interface Person {
  /** Known to the server alone; the others see a hash of it. */
  readonly token: string
  readonly name: string
  /** An index into the palette of participants. */
  readonly color: number
}

const KEY = 'chainboard.person'
const TOKEN_BYTES = 32

/** Stays the same while the page is open, also where storage is refused. */
let unstored: Person | null = null

/** The person of this browser; on the first visit a new one with a friendly name. */
export function currentPerson(): Person {
  const stored = readPerson(parseStored(readStored(KEY)))
  if (stored) return stored
  unstored ??= newPerson()
  savePerson(unstored)
  return unstored
}

/** Keeps a changed name or colour in this browser. */
export function savePerson(person: Person): void {
  unstored = person
  writeStored(KEY, JSON.stringify(person))
}

function newPerson(): Person {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES + 3))
  const [manner = 0, animal = 0, color = 0] = bytes.subarray(TOKEN_BYTES)
  return {
    token: base64url(bytes.subarray(0, TOKEN_BYTES)),
    name: friendlyName(manner, animal),
    color: color % PALETTE_SIZE,
  }
}

function readPerson(raw: unknown): Person | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { token, name, color } = raw as Record<string, unknown>
  if (typeof token !== 'string' || !TOKEN.test(token)) return null
  if (typeof color !== 'number' || !Number.isInteger(color) || color < 0 || color >= PALETTE_SIZE) return null
  const known = readName(name)
  return known === '' ? null : { token, name: known, color }
}
