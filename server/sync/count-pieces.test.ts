import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Content, handmadeUpdate } from '../testing/handmade-update'
import { countPieces } from './count-pieces'

const ENOUGH = 1_000_000

/** What `countPieces` should answer, from what Yjs makes of the update. */
function piecesOf(update: Uint8Array): number {
  const { structs, ds } = Y.decodeUpdate(update)
  const ranges = [...ds.clients.values()].flat().length
  return structs.reduce((sum, struct) => sum + 1 + valuesIn(struct), ranges)
}

function valuesIn(struct: Y.Item | Y.GC | Y.Skip): number {
  if (!(struct instanceof Y.Item)) return 0
  const { content } = struct
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
    return inside(content.arr) - Math.min(content.arr.length, 1) / 4
  if (content instanceof Y.ContentEmbed) return inside(content.embed)
  if (content instanceof Y.ContentFormat) return inside(content.value)
  if (content instanceof Y.ContentDoc) return inside(content.opts)
  return 0
}

function inside(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 0
  const entries = Object.values(value)
  return entries.reduce((sum: number, entry) => sum + (Array.isArray(value) ? 1 / 4 : 1) + inside(entry), 0)
}

const ODD_TEXT = '"quoted, [listed], {braced}: \\" and \\\\"'
const VALUES = [
  undefined,
  null,
  -5,
  2 ** 40,
  0.5,
  1e308,
  2n ** 60n,
  true,
  false,
  ODD_TEXT,
  'ü€😀',
  Uint8Array.of(1, 2, 3),
  [],
  {},
  [1, [2, [3, { four: [5, 6] }]], 7],
  { x: 1, y: { z: [{}, [], 2] } },
]
const JSONS = ['1', JSON.stringify(ODD_TEXT), '[1,[2,3],{"a":[4,5],"b,c":{"d":6}}]', ' { "x" : [ "[" ] } ']

describe('what is in an update is counted exactly', () => {
  const contents: readonly (readonly [string, Content])[] = [
    ...VALUES.map(value => [`a value ${String(value)}`, { kind: 'any', values: [value] }] as const),
    ['many values', { kind: 'any', values: VALUES }],
    ['JSON', { kind: 'json', texts: [...JSONS, 'undefined'] }],
    ...JSONS.map(json => [`an embed ${json}`, { kind: 'embed', json }] as const),
    ['a format', { kind: 'format', key: 'bold', json: JSONS[2] }],
    ['a text', { kind: 'string', text: ODD_TEXT }],
    ['something deleted', { kind: 'deleted', length: 70_000 }],
    ['bytes', { kind: 'binary', bytes: new Uint8Array(300) }],
    ...[0, 1, 2].map(ref => [`a type ${ref}`, { kind: 'type', ref }] as const),
  ]
  it.each(contents)('(%s)', (_what, content) => {
    const id = { client: 4_294_967_291, clock: 300 }
    const places = [{ key: 'k' }, { origin: id }, { rightOrigin: id }, { origin: id, rightOrigin: id }]
    const pieces = [...places, { parent: id }].map(place => ({ kind: 'item', place, content }) as const)
    const others = [
      { kind: 'garbage', length: 900 },
      { kind: 'skip', length: 5 },
    ] as const
    const update = handmadeUpdate(
      [
        { client: 9, clock: 0, pieces: [...pieces, ...others] },
        { client: 8, clock: 7, pieces },
      ],
      [
        { client: 3, clock: 0, length: 200 },
        { client: 4, clock: 1, length: 1 },
      ],
    )
    expect(countPieces(update, ENOUGH)).toEqual({ pieces: piecesOf(update), tooMany: null })
  })

  it('(a document, and XML with a name)', () => {
    const doc = new Y.Doc()
    const list = doc.getArray('list')
    list.push([new Y.Doc({ meta: { a: [1, 2] } }), new Y.XmlElement('name'), new Y.XmlHook('hook'), 1])
    const update = Y.encodeStateAsUpdate(doc)
    expect(countPieces(update, ENOUGH)).toEqual({ pieces: piecesOf(update), tooMany: null })
  })

  it('(ten thousand levels)', () => {
    const json = '['.repeat(10_000) + ']'.repeat(10_000)
    let value: unknown = 1
    for (let i = 0; i < 1_000; i++) value = i % 2 === 0 ? [value] : { k: value }
    const update = handmadeUpdate([
      {
        client: 9,
        clock: 0,
        pieces: [
          { kind: 'item', place: { key: 'a' }, content: { kind: 'any', values: [value] } },
          { kind: 'item', place: { key: 'b' }, content: { kind: 'embed', json } },
        ],
      },
    ])
    // Two pieces; 500 entries of lists and 500 of objects; as many lists as the JSON begins.
    expect(countPieces(update, ENOUGH).pieces).toBe(2 + 500 / 4 + 500 + 10_000 / 4)
  })

  const leaf = fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.string(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.uint8Array({ maxLength: 9 }),
  )
  const key = fc.string({ maxLength: 5 }).map(text => `k${text}`)
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))
  const step = fc.record({ client: fc.nat(2), kind: fc.nat(7), at: fc.nat(9), value })

  /** What two people do to maps, lists and texts, each for themselves and now and then together. */
  function act(
    docs: readonly Y.Doc[],
    { client, kind, at, value }: typeof step extends fc.Arbitrary<infer S> ? S : never,
  ) {
    const doc = docs[client % 2]
    const [map, list, text] = [doc.getMap('map'), doc.getArray('list'), doc.getText('text')]
    if (client === 2) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    else if (kind < 2) map.set(`${at % 3}`, value)
    else if (kind === 2) map.delete(`${at % 3}`)
    else if (kind === 3) list.insert(Math.min(at, list.length), [at, [value], { value }])
    else if (kind === 4 && list.length > 0) list.delete(at % list.length)
    else if (kind === 5) text.insert(Math.min(at, text.length), 'abc', at % 2 ? { bold: true } : undefined)
    else if (kind === 6) text.insertEmbed(Math.min(at, text.length), { image: [ODD_TEXT, { at }] })
    else if (kind === 7) map.set(`${at % 3}`, new Y.Map([['inner', value]]))
  }

  it('(anything that people write)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const docs = [1, 2].map(() => new Y.Doc())
        const half = Math.floor(steps.length / 2)
        for (const step of steps.slice(0, half)) act(docs, step)
        const before = Y.encodeStateVector(docs[0])
        for (const step of steps.slice(half)) act(docs, step)
        for (const update of [Y.encodeStateAsUpdate(docs[0]), Y.encodeStateAsUpdate(docs[0], before)]) {
          const pieces = piecesOf(update)
          expect(countPieces(update, ENOUGH)).toEqual({ pieces, tooMany: null })
          expect(countPieces(update, Math.ceil(pieces)).tooMany).toBeNull()
          if (pieces >= 1) expect(countPieces(update, Math.ceil(pieces) - 1).tooMany).toBe('pieces')
        }
      }),
    )
  })
})

describe('bytes of chance', () => {
  it('are counted to where they cannot be read, and no further', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(countPieces(bytes, ENOUGH).pieces).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2_000 },
    )
  })

  it('of which Yjs can read all have no fewer pieces than Yjs reads', () => {
    const content = { kind: 'any', values: VALUES } as const
    const pieces = [
      { kind: 'item', place: { key: 'k' }, content },
      { kind: 'item', place: { key: 'j' }, content: { kind: 'json', texts: JSONS } },
      { kind: 'garbage', length: 3 },
    ] as const
    const honest = handmadeUpdate([{ client: 9, clock: 0, pieces }], [{ client: 3, clock: 0, length: 2 }])
    const change = fc.tuple(fc.nat(honest.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), changes => {
        const bytes = honest.slice()
        for (const [at, byte] of changes) bytes[at] = byte
        const { pieces, tooMany } = countPieces(bytes, ENOUGH)
        const read = readable(bytes)
        if (read !== null && tooMany === null) expect(pieces).toBeGreaterThanOrEqual(read)
      }),
      { numRuns: 2_000 },
    )
  })

  function readable(bytes: Uint8Array): number | null {
    try {
      const { structs, ds } = Y.decodeUpdate(bytes)
      return structs.length + [...ds.clients.values()].flat().length
    } catch {
      return null
    }
  }
})

describe('there is too much in an update', () => {
  it('when it has more authors than anybody collects, whatever they wrote', () => {
    const crowd = (count: number) =>
      handmadeUpdate(
        Array.from({ length: count }, (_, i) => ({
          client: i,
          clock: 0,
          pieces: [{ kind: 'garbage', length: 1 }],
        })),
      )
    expect(countPieces(crowd(1_000), ENOUGH)).toEqual({ pieces: 1_000, tooMany: null })
    expect(countPieces(crowd(1_001), ENOUGH)).toEqual({ pieces: 0, tooMany: 'authors' })
  })

  it('when it deletes nothing of very many', () => {
    const nothing = Array.from({ length: 2_000 }, (_, i) => [i % 100, 0]).flat()
    expect(countPieces(Uint8Array.of(0, 0xd0, 0x0f, ...nothing), 1_999)).toEqual({
      pieces: 2_000,
      tooMany: 'pieces',
    })
  })
})
