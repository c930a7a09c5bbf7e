import type { ChainJson } from '@/lib/engine'
import { ROLES, type Role } from '@/lib/protocol'

/** What came of a request: a value, or words for the reader. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly message: string
      /** The status of the answer; null when there was none, so that nobody knows what came of the request. */
      readonly status: number | null
    }

/** So long a server may take for an answer, in ms. */
const PATIENCE = 15_000

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

/** Replaces the link of a role other than the owner's, and gives the links that work from now on. */
export async function rotateLink(
  boardId: string,
  ownerSecret: string,
  role: Exclude<Role, 'owner'>,
): Promise<Answer<BoardLinks>> {
  return rotate(boardId, ownerSecret, { role })
}

/**
 * Replaces all four links by those that derive from a new owner's secret, and gives them. It may be asked for the same as often
 * as one likes.
 */
export async function rotateOwner(
  boardId: string,
  ownerSecret: string,
  newSecret: string,
): Promise<Answer<BoardLinks>> {
  return rotate(boardId, ownerSecret, { role: 'owner', secret: newSecret })
}

/** Deletes a board for good. One that is not there any more counts as deleted: an answer may have been lost. */
export async function deleteBoard(boardId: string, ownerSecret: string): Promise<Answer<null>> {
  const answer = await ask('DELETE', `/api/boards/${boardId}`, { secret: ownerSecret })
  return answer.ok || answer.status === 404 ? { ok: true, value: null } : answer
}

/** The role that a secret gives on a board: `none` when it opens nothing there, null when the server does not say. */
export async function askRole(boardId: string, secret: string): Promise<Role | 'none' | null> {
  const answer = await ask('GET', `/api/boards/${boardId}`, { secret })
  if (answer.ok) return ROLES.find(role => role === field(answer.value, 'role')) ?? null
  return answer.status === 401 || answer.status === 404 ? 'none' : null
}

async function rotate(boardId: string, ownerSecret: string, body: object): Promise<Answer<BoardLinks>> {
  const answer = await ask('POST', `/api/boards/${boardId}/rotate`, { secret: ownerSecret, body })
  return read(answer, value => recordOf('string', field(value, 'links')))
}

interface Asking {
  readonly secret?: string
  /** The participant's, for what is done in their name. */
  readonly token?: string
  /** A file as it is, anything else as JSON. */
  readonly body?: unknown
  /** In ms. */
  readonly patience?: number
}

/** What came of a request that never got an answer. */
export const NO_ANSWER = {
  ok: false,
  message: 'The server did not answer. Check the network and try again.',
  status: null,
} as const

/** Asks the server, whose answers are JSON. */
export async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  { secret, token, body, patience = PATIENCE }: Asking,
): Promise<Answer<unknown>> {
  const headers: Record<string, string> = {}
  if (secret !== undefined) headers.Authorization = `Bearer ${secret}`
  if (token !== undefined) headers['Chainboard-Participant'] = token
  const isFile = body instanceof Blob
  if (body !== undefined) headers['Content-Type'] = isFile ? body.type : 'application/json'
  let response: Response
  try {
    const signal = AbortSignal.timeout(patience)
    const sent = isFile ? body : JSON.stringify(body)
    response = await fetch(path, { method, headers, body: sent, cache: 'no-store', signal })
  } catch {
    return NO_ANSWER
  }
  if (!response.ok) return refusalOf(response)
  return { ok: true, value: await response.json().catch(() => null) }
}

/** Why the server refused, in its own words where it has any. */
export async function refusalOf(response: Response): Promise<Answer<never>> {
  const words = field(field(await response.json().catch(() => null), 'error'), 'message')
  const message = typeof words === 'string' ? words : unexpected(response.status)
  return { ok: false, message, status: response.status }
}

/** The answer as a value of ours, or words when it is not what this version of the page expects. */
export function read<Value>(
  answer: Answer<unknown>,
  reader: (value: unknown) => Value | null,
): Answer<Value> {
  if (!answer.ok) return answer
  const value = reader(answer.value)
  if (value !== null) return { ok: true, value }
  const message = 'The server answered in a way that this page does not know. Reload the page.'
  return { ok: false, message, status: null }
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

/** What stands under a key of a value from outside, if it is an object that has one. */
export function field(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, key)) return undefined
  return Reflect.get(raw, key)
}
