import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from './codes'
import { ROLES, type Role } from './roles'

/** Told once at open to clients that brought a participant token: who they are here. */
export interface Welcome {
  readonly kind: 'welcome'
  readonly role: Role
  /** The participant's public id on this board. */
  readonly participant: string
  /** The id of the storage behind the server. */
  readonly generation: string
}

/** How the server's commits fare: they fail and are tried again for want of space or for another reason, or they succeed. */
export const STORAGE_STATES = ['ok', 'full', 'unavailable'] as const
export type StorageState = (typeof STORAGE_STATES)[number]

/** Told to clients that brought a participant token when commits begin to fail, and when they succeed again. */
export interface StorageNotice {
  readonly kind: 'storage'
  readonly state: StorageState
}

/** What the server tells a client in our own words. */
export type Notice = Welcome | StorageNotice

/** A frame of the sync endpoint, read. One frame carries one message. */
export type Message =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'notice'; readonly notice: Notice | null }
  | { readonly kind: 'unknown'; readonly type: number }

/** Subtypes of a sync message in y-protocols. */
const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Reads one frame. Byte arrays are views on it. Throws when the bytes end early or go on after the message. */
export function readMessage(frame: Uint8Array): Message {
  const decoder = decoding.createDecoder(frame)
  const message = readBody(decoder)
  if (message.kind !== 'unknown' && decoding.hasContent(decoder)) throw new Error('Bytes after the message')
  return message
}

function readBody(decoder: decoding.Decoder): Message {
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case MESSAGE.sync:
      return readSync(decoder)
    case MESSAGE.awareness:
      return { kind: 'awareness', entries: decoding.readVarUint8Array(decoder) }
    case MESSAGE.auth:
      decoding.readVarUint(decoder) // the only kind there is: permission denied
      return { kind: 'denied', reason: decoding.readVarString(decoder) }
    case MESSAGE.queryAwareness:
      return { kind: 'queryAwareness' }
    case MESSAGE.saved:
      return { kind: 'saved', count: decoding.readVarUint(decoder) }
    case MESSAGE.notice:
      return { kind: 'notice', notice: readNotice(decoding.readVarString(decoder)) }
    default:
      return { kind: 'unknown', type }
  }
}

function readSync(decoder: decoding.Decoder): Message {
  const subtype = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (subtype === SYNC.step1) return { kind: 'step1', stateVector: bytes }
  if (subtype === SYNC.step2) return { kind: 'step2', update: bytes }
  if (subtype === SYNC.update) return { kind: 'update', update: bytes }
  throw new Error(`Unknown sync message ${subtype}`)
}

/** A notice of a kind that this version does not know is null. */
function readNotice(json: string): Notice | null {
  const notice: unknown = JSON.parse(json)
  if (typeof notice !== 'object' || notice === null) return null
  const fields = notice as Record<string, unknown> // any object can be asked for its keys
  if (fields.kind === 'welcome') return readWelcome(fields)
  if (fields.kind === 'storage') return readStorageNotice(fields)
  return null
}

function readWelcome({ role, participant, generation }: Record<string, unknown>): Welcome | null {
  const known = ROLES.find(name => name === role)
  if (known === undefined || typeof participant !== 'string' || typeof generation !== 'string') return null
  return { kind: 'welcome', role: known, participant, generation }
}

function readStorageNotice({ state }: Record<string, unknown>): StorageNotice | null {
  const known = STORAGE_STATES.find(name => name === state)
  return known === undefined ? null : { kind: 'storage', state: known }
}

/** Asks the other side for what `stateVector` lacks. */
export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => encodeSync(SYNC.step1, stateVector)

/** Answers a step 1. */
export const encodeStep2 = (update: Uint8Array): Uint8Array => encodeSync(SYNC.step2, update)

/** A change made just now. */
export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(SYNC.update, update)

function encodeSync(subtype: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, subtype)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** `entries` as y-protocols' awareness encodes them. */
export function encodeAwareness(entries: Uint8Array): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, entries)
  })
}

/** Says that an update was not taken; the connection goes on. */
export function encodeDenied(reason: string): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })
}

/** Says that the first `count` document updates received on the connection are committed. */
export function encodeSaved(count: number): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.saved)
    encoding.writeVarUint(encoder, count)
  })
}

/** Tells a client who it is on this board, or how the storage fares. */
export function encodeNotice(notice: Notice): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, MESSAGE.notice)
    encoding.writeVarString(encoder, JSON.stringify(notice))
  })
}
