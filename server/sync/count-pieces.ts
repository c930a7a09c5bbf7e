import * as decoding from 'lib0/decoding'
import { MOST_AUTHORS } from './examine'

/** How much there is in an update: in pieces, and of what there is so much that the rest was not looked at. */
export interface Amount {
  readonly pieces: number
  readonly tooMany: 'pieces' | 'authors' | null
}

/** What reads an entry of a list costs a quarter of what a piece costs, or less; pieces are counted in quarters. */
const PIECE = 4
const ENTRY = 1

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const CONTENT = 0x1f
const SKIP = 10

type Pass = (decoder: decoding.Decoder, tally: Tally) => void

/** How the content after a piece's place is passed over, by its number in Yjs. */
const CONTENTS: Readonly<Record<number, Pass>> = {
  1: decoding.readVarUint, // deleted
  2: severalOf(passJson),
  3: passBytes, // binary
  4: passBytes, // text
  5: passJson, // embed
  6: (decoder, tally) => {
    passBytes(decoder)
    passJson(decoder, tally)
  }, // format
  7: passType,
  8: severalOf(passAny),
  9: (decoder, tally) => {
    passBytes(decoder)
    passAny(decoder, tally)
  }, // document
}

/** lib0's numbers of the kinds of plain values. */
const ANY = {
  undefined: 127,
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  bigint: 122,
  false: 121,
  true: 120,
  string: 119,
  object: 118,
  list: 117,
  bytes: 116,
} as const

class TooMany extends Error {}
/** Yjs cannot read on here either. */
class Unreadable extends Error {}

class Tally {
  private quarters = 0
  private readonly most: number

  constructor(mostPieces: number) {
    this.most = mostPieces * PIECE
  }

  get pieces(): number {
    return this.quarters / PIECE
  }

  add(quarters: number): void {
    this.quarters += quarters
    if (this.quarters > this.most) throw new TooMany()
  }
}

/**
 * Counts what is in a V1 update without building anything of it: structs, ranges of deletions, keys of plain objects, and of the
 * other values beyond the first of a struct four for one. It reads exactly as Yjs does, and ends where there is more than `most`, where
 * there are more authors than anybody collects, or where Yjs could not read on: that is for `examine` to put into words.
 */
export function countPieces(update: Uint8Array, most: number): Amount {
  const tally = new Tally(most)
  const decoder = decoding.createDecoder(update)
  try {
    const authors = decoding.readVarUint(decoder)
    if (authors > MOST_AUTHORS) return { pieces: 0, tooMany: 'authors' }
    for (let i = 0; i < authors; i++) passBlock(decoder, tally)
    passDeletions(decoder, tally)
  } catch (error) {
    // What is no update throws other errors too, out of lib0: the same that Yjs would meet.
    if (error instanceof TooMany) return { pieces: tally.pieces, tooMany: 'pieces' }
  }
  return { pieces: tally.pieces, tooMany: null }
}

function passBlock(decoder: decoding.Decoder, tally: Tally): void {
  const structs = decoding.readVarUint(decoder)
  passId(decoder)
  for (let i = 0; i < structs; i++) {
    tally.add(PIECE)
    passStruct(decoder, tally)
  }
}

function passDeletions(decoder: decoding.Decoder, tally: Tally): void {
  const clients = decoding.readVarUint(decoder)
  for (let i = 0; i < clients; i++) {
    decoding.readVarUint(decoder)
    const ranges = decoding.readVarUint(decoder)
    if (ranges === 0) tally.add(PIECE) // nobody writes so, and reading it takes time all the same
    for (let j = 0; j < ranges; j++) {
      tally.add(PIECE)
      passId(decoder) // a clock and a length
    }
  }
}

function passStruct(decoder: decoding.Decoder, tally: Tally): void {
  const info = decoding.readUint8(decoder)
  const content = info & CONTENT
  if (info === SKIP || content === 0) {
    decoding.readVarUint(decoder)
    return
  }
  const pass = CONTENTS[content]
  if (pass === undefined) throw new Unreadable()
  if (info & HAS_ORIGIN) passId(decoder)
  if (info & HAS_RIGHT_ORIGIN) passId(decoder)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (decoding.readVarUint(decoder) === 1) passBytes(decoder)
    else passId(decoder)
    if (info & HAS_KEY) passBytes(decoder)
  }
  pass(decoder, tally)
}

/** Values of a struct: the first is counted with it. */
function severalOf(pass: Pass): Pass {
  return (decoder, tally) => {
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      if (i > 0) tally.add(ENTRY)
      pass(decoder, tally)
    }
  }
}

/** Passes over a plain value and all that is in it, however deep: without calling itself, which would end in the thousandth level. */
function passAny(decoder: decoding.Decoder, tally: Tally): void {
  /** Of each list and object that the place is in, how many entries are left; an object's are below zero. */
  const open = [1]
  let isFirst = true
  while (open.length > 0) {
    const left = open[open.length - 1]
    if (left === 0) {
      open.pop()
      continue
    }
    open[open.length - 1] += left < 0 ? 1 : -1
    if (left < 0) passBytes(decoder) // the key
    if (!isFirst) tally.add(left < 0 ? PIECE : ENTRY)
    isFirst = false
    const inside = passOne(decoder)
    if (inside !== 0) open.push(inside)
  }
}

/** Passes over what is not inside of a value. Answers how many entries follow: of an object, below zero. */
function passOne(decoder: decoding.Decoder): number {
  switch (decoding.readUint8(decoder)) {
    case ANY.undefined:
    case ANY.null:
    case ANY.false:
    case ANY.true:
      return 0
    case ANY.integer:
      decoding.readVarInt(decoder)
      return 0
    case ANY.float32:
      passOver(decoder, 4)
      return 0
    case ANY.float64:
    case ANY.bigint:
      passOver(decoder, 8)
      return 0
    case ANY.string:
    case ANY.bytes:
      passBytes(decoder)
      return 0
    case ANY.object:
      return -decoding.readVarUint(decoder)
    case ANY.list:
      return decoding.readVarUint(decoder)
    default:
      throw new Unreadable()
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** What of a JSON text outside of its strings stands for entries: as many as there are, but one for what is empty. */
const SIGNS: ReadonlyMap<number, number> = new Map([
  [0x5b, ENTRY], // [
  [0x7b, ENTRY], // {
  [0x2c, ENTRY], // ,
  [0x3a, PIECE - ENTRY], // : makes an entry one of an object
])

/** Passes over a value that is written as JSON. */
function passJson(decoder: decoding.Decoder, tally: Tally): void {
  const length = decoding.readVarUint(decoder)
  const end = decoder.pos + length
  let isInString = false
  for (let at = decoder.pos; at < Math.min(end, decoder.arr.length); at++) {
    const sign = decoder.arr[at]
    if (sign === QUOTE) isInString = !isInString
    else if (isInString && sign === BACKSLASH) at++
    else if (!isInString) {
      const quarters = SIGNS.get(sign)
      if (quarters !== undefined) tally.add(quarters)
    }
  }
  passOver(decoder, length)
}

/** A list, map or text; of two kinds of XML there is a name too. */
function passType(decoder: decoding.Decoder): void {
  const kind = decoding.readVarUint(decoder)
  if (kind === 3 || kind === 5) passBytes(decoder)
}

function passId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
}

function passBytes(decoder: decoding.Decoder): void {
  passOver(decoder, decoding.readVarUint(decoder))
}

function passOver(decoder: decoding.Decoder, length: number): void {
  decoder.pos += length
  if (decoder.pos > decoder.arr.length) throw new Unreadable()
}
