import * as encoding from 'lib0/encoding'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const SYNC_REPLY = 4
const EMPTY_STATE_VECTOR = Uint8Array.of(0)
const EMPTY_UPDATE = Uint8Array.of(0, 0)

/** What comes before every message of y-websocket: nothing. Hocuspocus names the document each time. */
export const prefixOf = (dialect, room) =>
  dialect === 'hocuspocus'
    ? encoding.encode(encoder => encoding.writeVarString(encoder, room))
    : new Uint8Array()

/** The first thing that a client says, before it is let in; null where there is none. */
export const greetingOf = (dialect, prefix) =>
  dialect === 'hocuspocus'
    ? message(prefix, encoder => {
        for (const number of [AUTH, 0]) encoding.writeVarUint(encoder, number)
        encoding.writeVarString(encoder, 'token')
        encoding.writeVarString(encoder, '4.7.0')
      })
    : null

/** What the first bytes of a message from the server say: `let in`, `step1`, `step2` or nothing of interest. */
export function kindOf(head, prefixLength) {
  const type = head[prefixLength]
  const subtype = head[prefixLength + 1]
  if (type === AUTH && subtype === 2) return 'let in'
  if (type !== SYNC && type !== SYNC_REPLY) return null
  return subtype === 0 ? 'step1' : subtype === 1 ? 'step2' : null
}

export const step1 = prefix => sync(prefix, SYNC, 0, EMPTY_STATE_VECTOR)
export const update = (prefix, bytes) => sync(prefix, SYNC, 2, bytes)

/** The answer of a client that has nothing. */
export const emptyStep2 = (dialect, prefix) =>
  sync(prefix, dialect === 'hocuspocus' ? SYNC_REPLY : SYNC, 1, EMPTY_UPDATE)

export const awareness = (prefix, client, clock, json) =>
  message(prefix, encoder => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode(entries => {
        for (const number of [1, client, clock]) encoding.writeVarUint(entries, number)
        encoding.writeVarString(entries, json)
      }),
    )
  })

function sync(prefix, type, subtype, bytes) {
  return message(prefix, encoder => {
    for (const number of [type, subtype]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

function message(prefix, write) {
  return encoding.encode(encoder => {
    encoding.writeUint8Array(encoder, prefix)
    write(encoder)
  })
}

/**
 * The V1 update by which `client` sets `model[key]` to a text for the time `clock` + 1, as Yjs writes it: one item after
 * the previous one of the key, which it deletes.
 */
export function setKey(client, clock, key, text) {
  return encoding.encode(encoder => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    const isFirst = clock === 0
    encoding.writeUint8(encoder, 8 | 0x20 | (isFirst ? 0 : 0x80)) // plain values, with a key, with a left neighbour
    if (isFirst) {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'model')
      encoding.writeVarString(encoder, key)
    } else {
      for (const number of [client, clock - 1]) encoding.writeVarUint(encoder, number)
    }
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, text)
    for (const number of isFirst ? [0] : [1, client, 1, clock - 1, 1]) encoding.writeVarUint(encoder, number)
  })
}
