import * as encoding from 'lib0/encoding'

/** JSON lists inside each other. */
export const deepJson = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** How each kind of content that holds plain values is written: its number in Yjs, and the value from its JSON. */
const CONTENTS = {
  json: [2, writeCounted],
  embed: [5, encoding.writeVarString],
  format: [6, writeKeyed],
  any: [8, writeAnyList],
} as const
export type ValueContent = keyof typeof CONTENTS
export const VALUE_CONTENTS = Object.keys(CONTENTS) as ValueContent[] // the keys of a constant

/** The V1 update by which `client` puts a value, given as JSON, under `model.value` as its first change. */
export function valueUpdate(client: number, json: string, content: ValueContent = 'json'): Uint8Array {
  const [ref, write] = CONTENTS[content]
  return encoding.encode(encoder => {
    for (const number of [1, 1, client, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, ref | 0x20) // with a key
    encoding.writeVarUint(encoder, 1) // in a root
    for (const name of ['model', 'value']) encoding.writeVarString(encoder, name)
    write(encoder, json)
    encoding.writeVarUint(encoder, 0) // deletes nothing
  })
}

function writeCounted(encoder: encoding.Encoder, json: string): void {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, json)
}

function writeKeyed(encoder: encoding.Encoder, json: string): void {
  encoding.writeVarString(encoder, 'key')
  encoding.writeVarString(encoder, json)
}

function writeAnyList(encoder: encoding.Encoder, json: string): void {
  encoding.writeVarUint(encoder, 1)
  encoding.writeAny(encoder, JSON.parse(json))
}
