import * as encoding from 'lib0/encoding'

/** A Yjs id: the client who wrote it and a clock. */
export interface Id {
  readonly client: number
  readonly clock: number
}

/** What an item holds: how many clocks it takes follows from it. */
export type Content =
  | { readonly kind: 'any'; readonly values: readonly unknown[] }
  | { readonly kind: 'json'; readonly texts: readonly string[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'deleted'; readonly length: number }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }
  | { readonly kind: 'embed'; readonly json: string }
  | { readonly kind: 'format'; readonly key: string; readonly json: string }
  /** A list (0), a map (1) or a text (2). */
  | { readonly kind: 'type'; readonly ref: number }

/** Where an item says that it belongs; Yjs reads a parent only where there is no neighbour. */
export interface Place {
  readonly origin?: Id
  readonly rightOrigin?: Id
  readonly parent?: string | Id
  readonly key?: string
}

export type Piece =
  | { readonly kind: 'garbage'; readonly length: number }
  | { readonly kind: 'skip'; readonly length: number }
  | { readonly kind: 'item'; readonly place: Place; readonly content: Content }

/** What one client is said to have written from a clock on. */
export interface Block extends Id {
  readonly pieces: readonly Piece[]
}

/** So many clocks of a client that are said to be deleted. */
export interface Deletion extends Id {
  readonly length: number
}

const REFS = { deleted: 1, json: 2, binary: 3, string: 4, embed: 5, format: 6, type: 7, any: 8 } as const

/** A V1 update with exactly these blocks and deletions, whether any Yjs client would write them or not. */
export function handmadeUpdate(blocks: readonly Block[], deletions: readonly Deletion[] = []): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, blocks.length)
    for (const { client, clock, pieces } of blocks) {
      for (const number of [pieces.length, client, clock]) encoding.writeVarUint(encoder, number)
      for (const piece of pieces) writePiece(encoder, piece)
    }
    encoding.writeVarUint(encoder, deletions.length)
    for (const { client, clock, length } of deletions)
      for (const number of [client, 1, clock, length]) encoding.writeVarUint(encoder, number)
  })
}

export function lengthOf(piece: Piece): number {
  if (piece.kind !== 'item') return piece.length
  const { content } = piece
  if (content.kind === 'any') return content.values.length
  if (content.kind === 'json') return content.texts.length
  if (content.kind === 'string') return content.text.length
  return content.kind === 'deleted' ? content.length : 1
}

function writePiece(encoder: encoding.Encoder, piece: Piece): void {
  if (piece.kind !== 'item') {
    encoding.writeUint8(encoder, piece.kind === 'garbage' ? 0 : 10)
    encoding.writeVarUint(encoder, piece.length)
    return
  }
  const { origin, rightOrigin, parent = 'model', key } = piece.place
  const flags = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key === undefined ? 0 : 0x20)
  encoding.writeUint8(encoder, REFS[piece.content.kind] | flags)
  for (const id of [origin, rightOrigin]) if (id !== undefined) writeId(encoder, id)
  if (origin === undefined && rightOrigin === undefined) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
    else writeId(encoder, parent)
    if (key !== undefined) encoding.writeVarString(encoder, key)
  }
  writeContent(encoder, piece.content)
}

function writeId(encoder: encoding.Encoder, { client, clock }: Id): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

function writeContent(encoder: encoding.Encoder, content: Content): void {
  switch (content.kind) {
    case 'any':
      encoding.writeVarUint(encoder, content.values.length)
      for (const value of content.values) encoding.writeAny(encoder, value as never) // lib0 takes any value
      break
    case 'json':
      encoding.writeVarUint(encoder, content.texts.length)
      for (const text of content.texts) encoding.writeVarString(encoder, text)
      break
    case 'string':
      encoding.writeVarString(encoder, content.text)
      break
    case 'deleted':
      encoding.writeVarUint(encoder, content.length)
      break
    case 'binary':
      encoding.writeVarUint8Array(encoder, content.bytes)
      break
    case 'embed':
      encoding.writeVarString(encoder, content.json)
      break
    case 'format':
      encoding.writeVarString(encoder, content.key)
      encoding.writeVarString(encoder, content.json)
      break
    case 'type':
      encoding.writeVarUint(encoder, content.ref)
      break
  }
}
