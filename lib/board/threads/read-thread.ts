import * as Y from 'yjs'
import { readAnchor } from '../annotations/anchor'
import { cleanText } from '../annotations/read-text'
import { readCoordinate } from '../annotations/values'
import { isId } from '../schema'
import { byText } from '../smallest'
import { cleanTitle } from '../title'
import { MAX_MENTIONS, MAX_MESSAGE, MAX_MESSAGES } from './limits'
import type { Author, Mention, Message, Resolved, Thread } from './thread'

/** A thread, and what of it was left out. */
export interface ThreadReading {
  readonly thread: Thread | null
  /** Names of what could not be read: keys of the thread, or the empty text for the thread itself. */
  readonly broken: readonly string[]
  /** How many messages there are beyond those that are shown. */
  readonly more: number
}

const MESSAGE = 'message/'
const PARTICIPANT = /^[A-Za-z0-9_-]{1,32}$/
/** The last moment that a Date can be. */
const LAST_MOMENT = 8.64e15

/** The key of a message in its thread. */
export const messageKey = (id: string): string => `${MESSAGE}${id}`

/** Reads what stands under `id` among the threads (C2–C4). Never throws and never writes. */
export function readThread(id: string, value: unknown): ThreadReading {
  const map: Y.Map<unknown> | null = value instanceof Y.Map && isId(id) ? value : null
  const author = map && readAuthor(Object.fromEntries(['by', 'name'].map(key => [key, map.get(key)])))
  const at = readMoment(map?.get('at'))
  const [x, y] = [readCoordinate(map?.get('x')), readCoordinate(map?.get('y'))]
  if (map === null || author === null || at === null || x === undefined || y === undefined) return BROKEN
  const broken: string[] = []
  const anchor = readAnchor(map.get('anchor') ?? null)
  if (anchor === undefined) broken.push('anchor')
  const resolved = readResolved(map.get('resolved') ?? null)
  if (resolved === undefined) broken.push('resolved')
  const all = readMessages(map, broken)
  if (all.length === 0) return { ...BROKEN, broken: ['', ...broken] }
  const messages = all.slice(0, MAX_MESSAGES)
  const thread = { id, x, y, anchor: anchor ?? null, ...author, at, resolved: resolved ?? null, messages }
  return { thread, broken, more: all.length - messages.length }
}

const BROKEN: ThreadReading = { thread: null, broken: [''], more: 0 }

function readMessages(map: Y.Map<unknown>, broken: string[]): Message[] {
  const messages: Message[] = []
  for (const [key, value] of map) {
    if (!key.startsWith(MESSAGE)) continue
    const message = readMessage(key.slice(MESSAGE.length), value)
    if (message === null) broken.push(key)
    else messages.push(message)
  }
  return messages.sort(byTime)
}

/** The earlier first, ties by id. */
export const byTime = (
  a: { readonly at: number; readonly id: string },
  b: { readonly at: number; readonly id: string },
): number => a.at - b.at || byText(a.id, b.id)

function readMessage(id: string, value: unknown): Message | null {
  const author = readAuthor(value)
  const at = readMoment(field(value, 'at'))
  const text = readMessageText(field(value, 'text'))
  if (!isId(id) || author === null || at === null || text === null) return null
  const edited = readMoment(field(value, 'edited'))
  return { id, ...author, at, edited, text, mentions: readMentions(field(value, 'mentions'), text) }
}

/** A message as it is stored and shown, at most so long; null when nothing is said in it. */
export function readMessageText(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = cleanText(value.slice(0, MAX_MESSAGE))
  return text.trim() === '' ? null : text
}

/** The mentions of a text: those of which it says the name, each person once. */
export function readMentions(value: unknown, text: string): readonly Mention[] {
  if (!Array.isArray(value)) return NO_MENTIONS
  const mentions = new Map<string, Mention>()
  for (const each of value.slice(0, MAX_MENTIONS)) {
    const id: unknown = field(each, 'id')
    const name: unknown = field(each, 'name')
    if (!isParticipant(id) || typeof name !== 'string' || name === '') continue
    if (cleanTitle(name) === name && text.includes(`@${name}`)) mentions.set(id, { id, name })
  }
  return mentions.size === 0 ? NO_MENTIONS : [...mentions.values()]
}
const NO_MENTIONS: readonly Mention[] = []

function readResolved(value: unknown): Resolved | null | undefined {
  if (value === null) return null
  const author = readAuthor(value)
  const at = readMoment(field(value, 'at'))
  return author === null || at === null ? undefined : { ...author, at }
}

function readAuthor(value: unknown): Author | null {
  const by: unknown = field(value, 'by')
  const name: unknown = field(value, 'name')
  return isParticipant(by) && typeof name === 'string' ? { by, name: cleanTitle(name) } : null
}

function isParticipant(value: unknown): value is string {
  return typeof value === 'string' && PARTICIPANT.test(value)
}

const readMoment = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= LAST_MOMENT ? value + 0 : null

/** The own property `key` of anything, undefined where there is none. */
function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return Reflect.get(value, key)
}
