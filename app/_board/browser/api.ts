import type { ChainJson } from '@/lib/engine'
import { ROLES, type Role } from '@/lib/protocol'

/** What came of a request: a value, or words for the reader. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string }

/** A board's four links, each with its secret in the fragment. */
export type BoardLinks = Readonly<Record<Role, string>>

export interface NewBoard {
  readonly id: string
  readonly links: BoardLinks
}

/** How often each link was replaced: what an owner needs to derive the present ones. */
export type Rotations = Readonly<Record<Role, number>>

/** Makes a board, with the course chain where no other is given. */
export async function createBoard(
  board: { title?: string; chain?: ChainJson } = {},
): Promise<Answer<NewBoard>> {
  return read(await ask('POST', '/api/boards', { body: board }), value => {
    const id = field(value, 'id')
    const links = recordOf('string', field(value, 'links'))
    return typeof id === 'string' && links ? { id, links } : null
  })
}

/** The rotations of a board's links; only its owner is told. */
export async function boardRotations(boardId: string, ownerSecret: string): Promise<Answer<Rotations>> {
  const answer = await ask('GET', `/api/boards/${boardId}`, { secret: ownerSecret })
  return read(answer, value => recordOf('number', field(value, 'rotations')))
}

/** Replaces the link of a role (the owner's: all four) and gives the links that work from now on. */
export async function rotateLink(
  boardId: string,
  ownerSecret: string,
  role: Role,
): Promise<Answer<BoardLinks>> {
  const answer = await ask('POST', `/api/boards/${boardId}/rotate`, { secret: ownerSecret, body: { role } })
  return read(answer, value => recordOf('string', field(value, 'links')))
}

async function ask(
  method: 'GET' | 'POST',
  path: string,
  { secret, body }: { secret?: string; body?: unknown },
): Promise<Answer<unknown>> {
  const headers: Record<string, string> = {}
  if (secret !== undefined) headers.Authorization = `Bearer ${secret}`
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(path, { method, headers, body: JSON.stringify(body), cache: 'no-store' })
  } catch {
    return { ok: false, message: 'The server did not answer. Check the network and try again.' }
  }
  const value: unknown = await response.json().catch(() => null)
  if (response.ok) return { ok: true, value }
  const words = field(field(value, 'error'), 'message')
  return { ok: false, message: typeof words === 'string' ? words : unexpected(response.status) }
}

/** The answer as a value of ours, or words when it is not what this version of the page expects. */
function read<Value>(answer: Answer<unknown>, reader: (value: unknown) => Value | null): Answer<Value> {
  if (!answer.ok) return answer
  const value = reader(answer.value)
  if (value !== null) return { ok: true, value }
  return { ok: false, message: 'The server answered in a way that this page does not know. Reload the page.' }
}

const unexpected = (status: number): string =>
  status >= 500
    ? `The server could not do it (${status}). Try again in a moment.`
    : `The server refused (${status}). Reload the page and try again.`

interface Kinds {
  string: string
  number: number
}

function recordOf<Kind extends keyof Kinds>(kind: Kind, raw: unknown): Record<Role, Kinds[Kind]> | null {
  if (!ROLES.every(role => typeof field(raw, role) === kind)) return null
  return raw as Record<Role, Kinds[Kind]> // every key was just looked at
}

function field(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined
  return Reflect.get(raw, key)
}
