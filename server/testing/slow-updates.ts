import { handmadeUpdate, type Piece } from './handmade-update'

const one = { kind: 'any', values: [1] } as const
const list = { kind: 'type', ref: 0 } as const
const text = { kind: 'type', ref: 2 } as const

/** Changes of a few dozen kilobytes that would keep Yjs busy for seconds: what comes before each, and itself. */
export const SLOW_UPDATES: readonly (readonly [string, readonly Uint8Array[], Uint8Array])[] = [
  ['a key set thousands of times as if for the first time', [], firstTimes(5_000)],
  ['many people who set a key at once that was set ten thousand times', [chain(10_000)], crowd(100)],
  ['a list into whose whole length everything is put', [longList(10_000)], intoTheList(1_000)],
  ['a text that is deleted letter by letter', [longText(20_000)], everyOtherLetter(20_000)],
]

function firstTimes(count: number): Uint8Array {
  return update(70, Array(count).fill({ kind: 'item', place: { key: 'k' }, content: one }))
}

/** One key's entries, each after the one before, kept apart by those of another key. */
function chain(count: number): Uint8Array {
  const entry = (i: number): Piece => {
    const key = ['k', 'other'][i % 2]
    const place = i < 2 ? { key } : { origin: { client: 71, clock: i - 2 } }
    return { kind: 'item', place, content: one }
  }
  return update(
    71,
    Array.from({ length: count * 2 }, (_, i) => entry(i)),
  )
}

function crowd(count: number): Uint8Array {
  const pieces: readonly Piece[] = [{ kind: 'item', place: { key: 'k' }, content: one }]
  return handmadeUpdate(Array.from({ length: count }, (_, i) => ({ client: 1_000 - i, clock: 0, pieces })))
}

/** A list of which every piece was put before the one before, by a client whose pieces come after the others'. */
function longList(count: number): Uint8Array {
  const pieces = Array.from({ length: count }, (_, i): Piece => {
    const place =
      i === 0 ? { parent: { client: 72, clock: 0 } } : { rightOrigin: { client: 900, clock: i - 1 } }
    return { kind: 'item', place, content: one }
  })
  return handmadeUpdate([
    { client: 900, clock: 0, pieces },
    { client: 72, clock: 0, pieces: [{ kind: 'item', place: { key: 'list' }, content: list }] },
  ])
}

function intoTheList(count: number): Uint8Array {
  const place = (i: number) => ({ rightOrigin: { client: 900, clock: i } })
  return update(
    73,
    Array.from({ length: count }, (_, i) => ({ kind: 'item', place: place(i), content: one })),
  )
}

/** A text in one piece, and behind it as many pieces of the same client as it has pairs of letters. */
function longText(letters: number): Uint8Array {
  const content = { kind: 'string', text: 'x'.repeat(letters) } as const
  const others = Array.from({ length: letters / 2 }, (_, i): Piece => {
    const key = ['a', 'b'][i % 2]
    const place = i < 2 ? { key } : { origin: { client: 74, clock: 1 + letters + i - 2 } }
    return { kind: 'item', place, content: one }
  })
  return update(74, [
    { kind: 'item', place: { key: 'text' }, content: text },
    { kind: 'item', place: { parent: { client: 74, clock: 0 } }, content },
    ...others,
  ])
}

function everyOtherLetter(letters: number): Uint8Array {
  const clocks = Array.from({ length: letters / 2 }, (_, i) => 1 + 2 * i)
  return handmadeUpdate(
    [],
    clocks.map(clock => ({ client: 74, clock, length: 1 })),
  )
}

function update(client: number, pieces: readonly Piece[]): Uint8Array {
  return handmadeUpdate([{ client, clock: 0, pieces }])
}
