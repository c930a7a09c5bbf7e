import * as decoding from 'lib0/decoding'

/** One client's content in a V1 update, piece by piece. A piece keeps to itself: it can be copied as bytes. */
export interface Block {
  readonly client: number
  /** The clock of each piece, and the one after the last. */
  readonly clocks: number[]
  /** Where in the update each piece begins, and where the last one ends. */
  readonly offsets: number[]
  /** What pieces refer to, by the piece's index: pairs of a client and a clock. */
  readonly references: Map<number, number[]>
}

/** So many clocks of a client, from one on. */
export type Range = readonly [clock: number, length: number]

/** A V1 update as it is written: what is in its pieces was not read. */
export interface Scan {
  readonly blocks: readonly Block[]
  readonly deletions: ReadonlyMap<number, readonly Range[]>
}

/** The update is not one, or none that a Yjs client writes. */
export class Unreadable extends Error {}
/** The update has more pieces than anybody has written. */
export class TooManyPieces extends Error {}

/** So many pieces and deletions are gone over before others get their turn: some 10 ms. */
const SLICE = 10_000

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const CONTENT = 0x1f

/** How the content after a piece's place is passed over, by its number in Yjs. Answers how many clocks it takes. */
const CONTENTS: Readonly<Record<number, (decoder: decoding.Decoder) => number>> = {
  1: decoding.readVarUint, // deleted
  2: decoder => times(decoding.readVarUint(decoder), () => skipBytes(decoder)), // JSON
  3: one(skipBytes), // binary
  4: decoder => decoding.readVarString(decoder).length,
  5: one(skipBytes), // embed
  6: one(decoder => times(2, () => skipBytes(decoder))), // format
  7: one(skipType),
  8: decoder => times(decoding.readVarUint(decoder), () => decoding.readAny(decoder)),
  9: one(decoder => {
    skipBytes(decoder)
    decoding.readAny(decoder)
  }), // document
}

/** Goes over an update in slices, each between two `yield`s. Throws `Unreadable` or `TooManyPieces`. */
export function* scanUpdate(update: Uint8Array, mostPieces: number): Generator<undefined, Scan> {
  const decoder = decoding.createDecoder(update)
  const read = () => decoding.readVarUint(decoder)
  let pieces = 0
  const count = (): boolean => {
    if (++pieces > mostPieces) throw new TooManyPieces(`A change may have ${mostPieces} pieces.`)
    return pieces % SLICE === 0
  }
  const blocks = new Map<number, Block>()
  for (let left = read(); left > 0; left--) {
    const length = read()
    const block: Block = { client: read(), clocks: [read()], offsets: [decoder.pos], references: new Map() }
    if (length === 0) throw new Unreadable('an author has written nothing')
    if (blocks.has(block.client)) throw new Unreadable('an author appears twice')
    blocks.set(block.client, block)
    for (let i = 0; i < length; i++) {
      scanPiece(decoder, block)
      if (count()) yield
    }
  }
  const deletions = new Map<number, Range[]>()
  for (let left = read(); left > 0; left--) {
    const client = read()
    const ranges: Range[] = []
    if (deletions.has(client)) throw new Unreadable('an author appears twice')
    deletions.set(client, ranges)
    for (let ofClient = read(); ofClient > 0; ofClient--) {
      ranges.push([read(), read()])
      if (count()) yield
    }
  }
  return { blocks: [...blocks.values()], deletions }
}

function scanPiece(decoder: decoding.Decoder, { clocks, offsets, references }: Block): void {
  const info = decoding.readUint8(decoder)
  const content = info & CONTENT
  const own: number[] = []
  const refer = () => own.push(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
  let length: number
  if (content === 0) length = decoding.readVarUint(decoder)
  else {
    const pass = CONTENTS[content]
    if (pass === undefined) throw new Unreadable('it skips content')
    if (info & HAS_ORIGIN) refer()
    if (info & HAS_RIGHT_ORIGIN) refer()
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
      if (decoding.readVarUint(decoder) === 1) skipBytes(decoder)
      else refer()
      if (info & HAS_KEY) skipBytes(decoder)
    }
    length = pass(decoder)
  }
  if (own.length > 0) references.set(clocks.length - 1, own)
  const end = clocks[clocks.length - 1] + length
  if (!Number.isSafeInteger(end)) throw new Unreadable('a clock is too large')
  clocks.push(end)
  offsets.push(decoder.pos)
}

function skipBytes(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder)
  decoder.pos += length
  if (decoder.pos > decoder.arr.length) throw new Unreadable('it ends early')
}

/** A list, map or text; of two kinds of XML there is a name too. */
function skipType(decoder: decoding.Decoder): void {
  const kind = decoding.readVarUint(decoder)
  if (kind === 3 || kind === 5) skipBytes(decoder)
}

function one(skip: (decoder: decoding.Decoder) => void): (decoder: decoding.Decoder) => number {
  return decoder => {
    skip(decoder)
    return 1
  }
}

function times(count: number, task: () => void): number {
  for (let i = 0; i < count; i++) task()
  return count
}
