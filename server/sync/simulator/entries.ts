import * as decoding from 'lib0/decoding'

/** What an awareness update says of one client id. */
export interface Entry {
  readonly client: number
  readonly clock: number
  readonly state: { user?: { id?: unknown } } | null
}

/** Reads an awareness update. */
export function readEntries(entries: Uint8Array): Entry[] {
  const decoder = decoding.createDecoder(entries)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)),
  }))
}
