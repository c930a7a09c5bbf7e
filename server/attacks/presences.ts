import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Message } from '@/lib/protocol'

/** An awareness update of one client; `state` as JSON, or as text that claims to be JSON. */
export function presenceOf(client: number, clock: number, state: unknown): Uint8Array {
  return presencesOf([[client, clock, typeof state === 'string' ? state : JSON.stringify(state)]])
}

/** An awareness update of many clients: id, clock, JSON. */
export function presencesOf(entries: readonly (readonly [number, number, string])[]): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock, json] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, json)
    }
  })
}

/** What whoever heard these messages has come to know of everybody, by client id; null for those who went. */
export function presencesIn(messages: readonly Message[]): Map<number, unknown> {
  const known = new Map<number, unknown>()
  for (const message of messages) {
    if (message.kind !== 'awareness') continue
    const decoder = decoding.createDecoder(message.entries)
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      known.set(client, JSON.parse(decoding.readVarString(decoder)))
    }
  }
  return known
}
