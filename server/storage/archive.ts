import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { LoggedUpdate } from './storage'

/** Who made the update that holds what a board was before the rest of its archive: no participant's public id. */
export const NOBODY = ''

/** Updates in a row, packed small: each with who, when and what. Packing waits in another thread. */
export async function packUpdates(updates: readonly LoggedUpdate[]): Promise<Uint8Array> {
  const participants = [...new Set(updates.map(({ participant }) => participant))]
  const numbers = new Map(participants.map((participant, i) => [participant, i]))
  const plain = encoding.encode(encoder => {
    encoding.writeVarUint(encoder, participants.length)
    for (const participant of participants) encoding.writeVarString(encoder, participant)
    encoding.writeVarUint(encoder, updates.length)
    for (const { n, participant, at, bytes } of updates) {
      encoding.writeVarUint(encoder, n)
      encoding.writeVarUint(encoder, numbers.get(participant) ?? 0) // they were all counted above
      encoding.writeVarUint(encoder, at)
      encoding.writeVarUint8Array(encoder, bytes)
    }
  })
  return promisify(deflate)(plain)
}

/** The updates that were packed. Rejects or throws when the bytes are no such pack. */
export async function unpackUpdates(boardId: string, packed: Uint8Array): Promise<LoggedUpdate[]> {
  const decoder = decoding.createDecoder(await promisify(inflate)(packed))
  const participants = listOf(decoder, () => decoding.readVarString(decoder))
  return listOf(decoder, () => ({
    boardId,
    n: decoding.readVarUint(decoder),
    participant: participants[decoding.readVarUint(decoder)] ?? '',
    at: decoding.readVarUint(decoder),
    bytes: decoding.readVarUint8Array(decoder),
  }))
}

function listOf<Item>(decoder: decoding.Decoder, read: () => Item): Item[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, read)
}
