import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { mayWrite, ROLES, type Role } from '@/lib/protocol'
import { type Content, handmadeUpdate, type Piece } from '../testing/handmade-update'
import { deepJson, VALUE_CONTENTS, valueUpdate } from '../testing/value-update'
import { Claims } from './claims'
import { examine, type Finding } from './examine'
import { judge } from './guard'
import { isSameDocument, isWhole } from './stored-document'

const ROOTS = ['model', 'annotations', 'lesson', 'threads']

/** What a trial on a copy shows: the oracle that `examine` has to agree with, without making a copy. */
interface Trial {
  readonly outcome: 'nothing' | 'change' | 'gap' | 'malformed'
  readonly roots: ReadonlySet<string>
}

function tryOut(doc: Y.Doc, update: Uint8Array): Trial {
  const copy = copyOf(doc)
  const roots = new Set<string>()
  copy.on('afterTransaction', transaction => {
    const touch = (struct: Y.Item | Y.GC) => {
      if (struct instanceof Y.Item && struct.parent instanceof Y.AbstractType) roots.add(rootNameOf(struct))
    }
    for (const [client, end] of transaction.afterState) {
      const structs = copy.store.clients.get(client) ?? []
      const before = transaction.beforeState.get(client) ?? 0
      for (const struct of structs)
        if (before < end && struct.id.clock + struct.length > before) touch(struct)
    }
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, touch)
  })
  try {
    Y.applyUpdate(copy, update)
  } catch {
    return { outcome: 'malformed', roots }
  }
  if (!isWhole(copy)) return { outcome: 'gap', roots }
  return { outcome: isSameDocument(copy, doc) ? 'nothing' : 'change', roots }
}

function rootNameOf(item: Y.Item): string {
  let type = item.parent as Y.AbstractType<unknown> // integrated items have no other kind
  while (type._item !== null) type = type._item.parent as Y.AbstractType<unknown>
  return Y.findRootTypeKey(type)
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc({ gc: false })
  for (const name of doc.share.keys()) copy.getMap(name)
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const newDoc = (client: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = client
  return doc
}

/** One thing that a client does to one root. */
const action = fc.record({
  client: fc.integer({ min: 0, max: 2 }),
  root: fc.constantFrom(...ROOTS),
  key: fc.constantFrom('a', 'b'),
  what: fc.constantFrom('set', 'map', 'text', 'type', 'erase', 'delete', 'inside', 'sync'),
})
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

/** Three clients and a server do all this; the server knows what was synced. */
function play(actions: readonly Action[]): { server: Y.Doc; clients: Y.Doc[] } {
  const server = newDoc(1)
  const clients = [newDoc(11), newDoc(12), newDoc(13)]
  for (const name of ROOTS) server.getMap(name).set('a', new Y.Map([['seed', 1]]))
  for (const [i, { client, root, key, what }] of actions.entries()) {
    const doc = clients[client]
    const map = doc.getMap(root)
    const value = map.get(key)
    if (what === 'set') map.set(key, i)
    if (what === 'map') map.set(key, new Y.Map([['x', i]]))
    if (what === 'text') map.set(key, new Y.Text('text'))
    if (what === 'type' && value instanceof Y.Text) value.insert(value.length >> 1, `${i}`)
    if (what === 'erase' && value instanceof Y.Text && value.length > 1) value.delete(1, 1)
    if (what === 'delete') map.delete(key)
    if (what === 'inside' && value instanceof Y.Map) value.set('x', i)
    if (what === 'sync') {
      Y.applyUpdate(server, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
    }
  }
  return { server, clients }
}

const rootsOf = (finding: Finding): string[] => (finding.kind === 'change' ? [...finding.roots] : [])

function expectedVerdict({ outcome, roots }: Trial, role: Role): string {
  if (outcome !== 'change') return outcome
  if (role === 'viewer') return 'deny'
  return [...roots].every(root => mayWrite(role, root)) ? 'take' : 'refuse'
}

describe('examining an update agrees with a trial on a copy', () => {
  it('for the answer to a step 1, and for the whole state', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), fc.integer({ min: 0, max: 2 }), (actions, who) => {
        const { server, clients } = play(actions)
        for (const vector of [Y.encodeStateVector(server), undefined]) {
          const update = Y.encodeStateAsUpdate(clients[who], vector)
          const trial = tryOut(server, update)
          const finding = examine(server, update)
          expect(finding.kind).toBe(trial.outcome)
          expect(rootsOf(finding)).toEqual(expect.arrayContaining([...trial.roots]))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('for every role: what is let through touches nothing but what the role may write', () => {
    const met = { take: 0, refuse: 0, deny: 0, nothing: 0, garbage: 0, deletions: 0, severalAuthors: 0 }
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 0, max: 2 }),
        fc.boolean(),
        (actions, who, isWhole) => {
          const { server, clients } = play(actions)
          // Two clients meet besides the server, as pages of one browser do.
          const other = clients[(who + 1) % clients.length]
          Y.applyUpdate(clients[who], Y.encodeStateAsUpdate(other))
          const update = Y.encodeStateAsUpdate(
            clients[who],
            isWhole ? undefined : Y.encodeStateVector(server),
          )
          const { structs, ds } = Y.decodeUpdate(update)
          const trial = tryOut(server, update)
          if (structs.some(struct => struct instanceof Y.GC)) met.garbage++
          if (ds.clients.size > 0) met.deletions++
          if (new Set(structs.map(({ id }) => id.client)).size > 1) met.severalAuthors++
          for (const role of ROLES) {
            const verdict = judge(server, update, role, 'p', new Claims(new Map()))
            met[verdict.kind === 'gap' ? 'nothing' : verdict.kind]++
            expect(verdict.kind).toBe(expectedVerdict(trial, role))
          }
        },
      ),
      { numRuns: 200 },
    )
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(5)
  })

  it('for live updates of which some got lost', () => {
    const lossy = fc.array(fc.tuple(action, fc.boolean()), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(lossy, steps => {
        const { server, clients } = play([{ client: 0, root: 'model', key: 'a', what: 'sync' }])
        let update: Uint8Array | null = null
        clients[0].on('update', bytes => {
          update = bytes
        })
        for (const [i, [{ root, key, what }, isLost]] of steps.entries()) {
          const map = clients[0].getMap(root)
          if (what === 'delete') map.delete(key)
          else map.set(key, i)
          if (update === null || isLost) continue
          const trial = tryOut(server, update)
          const finding = examine(server, update)
          expect(finding.kind).toBe(trial.outcome)
          if (finding.kind === 'change') Y.applyUpdate(server, update)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('for bytes of an update that were tampered with: what it lets through does what it says', () => {
    const tampering = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(fc.array(action, { minLength: 5, maxLength: 30 }), tampering, (actions, changes) => {
        const { server, clients } = play(actions)
        const update = Y.encodeStateAsUpdate(clients[0])
        for (const [at, byte] of changes) update[at % update.length] = byte
        const finding = examine(server, update)
        if (finding.kind !== 'change' && finding.kind !== 'nothing') return
        const trial = tryOut(server, update)
        expect(trial.outcome).toBe(finding.kind)
        expect(rootsOf(finding)).toEqual(expect.arrayContaining([...trial.roots]))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('an update made by hand', () => {
  const HERE = 50

  interface Reference {
    readonly client: number
    readonly clock: number
  }

  /** One block of structs of one client: garbage of a length, or a number hung on its neighbours. */
  function writeUpdate(
    client: number,
    clock: number,
    structs: readonly (
      | { garbage: number }
      | { skip: number }
      | { origin?: Reference; rightOrigin?: Reference }
    )[],
    deletions: readonly (readonly [client: number, ...ranges: (readonly [number, number])[]])[] = [],
  ): Uint8Array {
    return encoding.encode(encoder => {
      encoding.writeVarUint(encoder, structs.length > 0 ? 1 : 0)
      if (structs.length > 0) {
        encoding.writeVarUint(encoder, structs.length)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, clock)
      }
      for (const struct of structs) {
        if ('garbage' in struct) {
          encoding.writeUint8(encoder, 0)
          encoding.writeVarUint(encoder, struct.garbage)
        } else if ('skip' in struct) {
          encoding.writeUint8(encoder, 10)
          encoding.writeVarUint(encoder, struct.skip)
        } else {
          const { origin, rightOrigin } = struct
          encoding.writeUint8(encoder, 8 | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0))
          for (const reference of [origin, rightOrigin]) {
            if (reference === undefined) continue
            encoding.writeVarUint(encoder, reference.client)
            encoding.writeVarUint(encoder, reference.clock)
          }
          encoding.writeVarUint(encoder, 1)
          encoding.writeAny(encoder, 1)
        }
      }
      encoding.writeVarUint(encoder, deletions.length)
      for (const [deleted, ...ranges] of deletions) {
        encoding.writeVarUint(encoder, deleted)
        encoding.writeVarUint(encoder, ranges.length)
        for (const [start, length] of ranges) {
          encoding.writeVarUint(encoder, start)
          encoding.writeVarUint(encoder, length)
        }
      }
    })
  }

  /** Client 50 set `model.a` at clock 0 and `annotations.a` at clock 1. */
  function docOfTwo(): Y.Doc {
    const doc = newDoc(HERE)
    doc.getMap('model').set('a', 1)
    doc.getMap('annotations').set('a', 1)
    return doc
  }

  const inModel = { client: HERE, clock: 0 }
  const inAnnotations = { client: HERE, clock: 1 }

  const one: Content = { kind: 'any', values: [1] }
  const item = (place: Extract<Piece, { kind: 'item' }>['place'], content: Content = one): Piece => {
    return { kind: 'item', place, content }
  }

  it('that has an empty block after a full one of its author is malformed: only some of Yjs’ readers would see the full one', () => {
    const full = { client: 60, clock: 0, pieces: [item({ parent: 'model', key: 'x' })] }
    const update = handmadeUpdate([full, { client: 60, clock: 0, pieces: [] }])
    const [applied, merged] = [newDoc(1), newDoc(1)]
    Y.applyUpdate(applied, update)
    Y.applyUpdate(merged, Y.mergeUpdates([update, update]))
    expect([applied.getMap('model').size, merged.getMap('model').size]).toEqual([0, 1])
    expect(examine(newDoc(1), update).kind).toBe('malformed')
  })

  it('whose author is a number that cannot be read again once it is written is malformed', () => {
    const client = [255, 255, 255, 255, 255, 255, 255, 143, 16]
    const update = Uint8Array.of(1, 1, ...client, 0, 0, 1, 0)
    const doc = newDoc(1)
    Y.applyUpdate(doc, update)
    expect(() => Y.decodeStateVector(Y.encodeStateVector(doc))).toThrow('out of Range')
    expect(examine(newDoc(1), update).kind).toBe('malformed')
  })

  it('that puts something known into a new root is malformed: Yjs would keep the name', () => {
    const known = { client: HERE, clock: 0, pieces: [item({ parent: 'a name of any length', key: 'a' })] }
    const update = handmadeUpdate([
      known,
      { client: 60, clock: 0, pieces: [item({ parent: 'model', key: 'b' })] },
    ])
    const doc = docOfTwo()
    expect(examine(doc, update).kind).toBe('malformed')
    Y.applyUpdate(doc, update)
    expect(doc.share.has('a name of any length')).toBe(true)
  })

  it('that hangs between a map and what lies inside it is malformed: some would have collected one of the two', () => {
    const doc = docOfTwo()
    const inner = new Y.Map([['x', 1]])
    doc.getMap('model').set('b', inner)
    const inside = { client: HERE, clock: 3 }
    const update = handmadeUpdate([
      { client: 60, clock: 0, pieces: [item({ origin: inModel, rightOrigin: inside })] },
    ])
    expect(examine(doc, update).kind).toBe('malformed')
    const behind = copyOf(doc)
    Y.applyUpdate(behind, update)
    const ahead = new Y.Doc()
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(doc))
    ahead.getMap('model').delete('b')
    Y.applyUpdate(behind, Y.encodeStateAsUpdate(ahead))
    Y.applyUpdate(ahead, update)
    expect([behind.getMap('model').get('a'), ahead.getMap('model').get('a')]).toEqual([1, 1])
    expect(isSameDocument(behind, ahead)).toBe(false)
  })

  it('that brings several values under one key is malformed, unless all of them are deleted', () => {
    const block = {
      client: 60,
      clock: 0,
      pieces: [item({ parent: 'model', key: 'x' }, { kind: 'any', values: [1, 2] })],
    }
    const cut = handmadeUpdate([
      {
        client: 61,
        clock: 0,
        pieces: [item({ origin: { client: 60, clock: 0 } }, { kind: 'deleted', length: 1 })],
      },
    ])
    const [doc, newcomer] = [newDoc(1), newDoc(2)]
    for (const update of [handmadeUpdate([block]), cut]) Y.applyUpdate(doc, update)
    Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(doc))
    expect(isSameDocument(newcomer, doc)).toBe(false)
    const kindWith = (...lengths: number[]) =>
      examine(
        newDoc(1),
        handmadeUpdate(
          [block],
          lengths.map(length => ({ client: 60, clock: 0, length })),
        ),
      ).kind
    expect([kindWith(), kindWith(1), kindWith(2)]).toEqual(['malformed', 'malformed', 'change'])
  })

  it('that puts a value under a key before another is malformed', () => {
    const update = handmadeUpdate([{ client: 60, clock: 0, pieces: [item({ rightOrigin: inModel })] }])
    expect(examine(docOfTwo(), update).kind).toBe('malformed')
  })

  it('that hangs between two roots is malformed', () => {
    const finding = examine(docOfTwo(), writeUpdate(60, 0, [{ origin: inAnnotations, rightOrigin: inModel }]))
    expect(finding).toMatchObject({ kind: 'malformed' })
  })

  it('that goes on in another root where a known item ends is malformed', () => {
    const update = encoding.encode(encoder => {
      // Client 50 from clock 0: two values to the right of annotations.a; the server knows the first as model.a.
      for (const value of [1, 1, HERE, 0]) encoding.writeVarUint(encoder, value)
      encoding.writeUint8(encoder, 0x88)
      for (const value of [60, 0, 2]) encoding.writeVarUint(encoder, value)
      encoding.writeAny(encoder, 1)
      encoding.writeAny(encoder, 2)
      encoding.writeVarUint(encoder, 0)
    })
    const doc = newDoc(HERE)
    doc.getMap('model').set('a', 1)
    const other = newDoc(60)
    other.getMap('annotations').set('a', 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    doc.getMap('annotations')
    expect(examine(doc, update)).toMatchObject({ kind: 'malformed' })
    expect(tryOut(doc, update).roots).toContain('model')
  })

  it.each([
    ['skips content', writeUpdate(60, 0, [{ skip: 5 }, { origin: inModel }])],
    ['jumps far ahead (Y5)', writeUpdate(60, 0, [{ garbage: 2 ** 52 }])],
    ['has a piece of no length', writeUpdate(60, 0, [{ garbage: 0 }])],
    ['deletes the same twice', writeUpdate(60, 0, [], [[HERE, [0, 2], [1, 1]]])],
    ['has bytes missing (Y1)', writeUpdate(60, 0, [{ origin: inModel }]).slice(0, -4)],
  ])('that %s is malformed', (_what, update) => {
    expect(examine(docOfTwo(), update).kind).toBe('malformed')
  })

  it.each([
    ['leaves out its author’s beginning (Y3)', writeUpdate(60, 1, [{ origin: inModel }])],
    ['builds on content that is not there', writeUpdate(60, 0, [{ origin: { client: HERE, clock: 2 } }])],
    ['builds on itself', writeUpdate(60, 0, [{ origin: { client: 60, clock: 0 } }])],
    ['deletes what is not there yet', writeUpdate(60, 0, [], [[HERE, [1, 2]]])],
    ['deletes what an unknown client will write', writeUpdate(60, 0, [], [[61, [0, 1]]])],
  ])('that %s has a gap', (_what, update) => {
    expect(examine(docOfTwo(), update)).toMatchObject({ kind: 'gap' })
  })

  it('with garbage names its author, because garbage can stand for what the author has not sent', () => {
    const finding = examine(docOfTwo(), writeUpdate(HERE, 2, [{ garbage: 1_000 }]))
    expect(finding).toMatchObject({ kind: 'change', roots: new Set(), authors: new Set([HERE]) })
  })

  it('that deletes something touches its root, and deletes nothing the second time', () => {
    const doc = docOfTwo()
    const update = writeUpdate(0, 0, [], [[HERE, [0, 1]]])
    expect(examine(doc, update)).toMatchObject({ kind: 'change', roots: new Set(['model']) })
    Y.applyUpdate(doc, update)
    expect(examine(doc, update)).toMatchObject({ kind: 'nothing' })
  })

  it('of two clients who wait for each other has a gap and ends', () => {
    const update = encoding.encode(encoder => {
      encoding.writeVarUint(encoder, 2)
      for (const [client, other] of [
        [60, 61],
        [61, 60],
      ]) {
        for (const value of [1, client, 0]) encoding.writeVarUint(encoder, value)
        encoding.writeUint8(encoder, 0x88)
        for (const value of [other, 0, 1]) encoding.writeVarUint(encoder, value)
        encoding.writeAny(encoder, 1)
      }
      encoding.writeVarUint(encoder, 0)
    })
    expect(examine(docOfTwo(), update)).toMatchObject({ kind: 'gap' })
  })

  it('of a hundred thousand clients who wait for one is looked through once, not once for each', () => {
    const waiting = 100_000
    const update = encoding.encode(encoder => {
      encoding.writeVarUint(encoder, waiting + 1)
      for (let i = 0; i <= waiting; i++) {
        // The first leaves out its own beginning; all the others build on it.
        for (const value of [1, 1_000 + i, i === 0 ? 1 : 0]) encoding.writeVarUint(encoder, value)
        encoding.writeUint8(encoder, 0x88)
        for (const value of [1_000, 0, 1]) encoding.writeVarUint(encoder, value)
        encoding.writeAny(encoder, 1)
      }
      encoding.writeVarUint(encoder, 0)
    })
    expect(examine(docOfTwo(), update)).toMatchObject({ kind: 'gap' })
  })

  it.each(VALUE_CONTENTS)('with a value of many levels is malformed, as %s (Y7)', content => {
    const depths = [6, 7, 1_000].map(depth => examine(docOfTwo(), valueUpdate(77, deepJson(depth), content)))
    expect(depths.map(({ kind }) => kind)).toEqual(['change', 'malformed', 'malformed'])
  })

  it('with a value too deep for whoever writes it down again is malformed (Y7)', () => {
    const update = valueUpdate(77, deepJson(50_000))
    expect(() => Y.mergeUpdates([update, update])).toThrow(RangeError)
    expect(examine(docOfTwo(), update)).toMatchObject({ kind: 'malformed' })
  })

  it('with a value of many levels in the place of something known is malformed', () => {
    const doc = docOfTwo()
    Y.applyUpdate(doc, valueUpdate(77, '1'))
    expect(examine(doc, valueUpdate(77, deepJson(7)))).toMatchObject({ kind: 'malformed' })
  })

  it('with a key longer than any of ours is malformed (Y8)', () => {
    const doc = newDoc(7)
    doc.getMap('model').set('k'.repeat(200), 1)
    expect(examine(newDoc(1), Y.encodeStateAsUpdate(doc)).kind).toBe('change')
    doc.getMap('model').set('k'.repeat(201), 1)
    expect(examine(newDoc(1), Y.encodeStateAsUpdate(doc)).kind).toBe('malformed')
  })

  it('with maps inside each other, deeper than any board has them, is malformed, in one piece or level by level (Y6)', () => {
    const [doc, server] = [newDoc(7), newDoc(1)]
    server.getMap('model')
    let inner = doc.getMap<unknown>('model')
    const findings = []
    for (let level = 0; level < 9; level++) {
      const next = new Y.Map<unknown>()
      inner.set('deeper', next)
      inner = next
      const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
      findings.push(examine(server, update).kind)
      expect(examine(newDoc(1), Y.encodeStateAsUpdate(doc)).kind).toBe(findings.at(-1))
      if (level < 7) Y.applyUpdate(server, update)
    }
    expect(findings).toEqual([...Array(6).fill('change'), ...Array(3).fill('malformed')])
  })

  it('with a document inside a document is malformed (Y11)', () => {
    const doc = newDoc(60)
    doc.getMap('annotations').set('a', new Y.Doc())
    expect(examine(docOfTwo(), Y.encodeStateAsUpdate(doc)).kind).toBe('malformed')
  })
})
