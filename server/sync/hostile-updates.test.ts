import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { mayWrite, type Role } from '@/lib/protocol'
import {
  type Content,
  type Deletion,
  handmadeUpdate,
  type Id,
  lengthOf,
  type Piece,
} from '../testing/handmade-update'
import { looksDuring } from '../testing/looks'
import { Claims } from './claims'
import { judge } from './guard'
import { LiveDocument } from './live-document'
import { mergeUpdates } from './merge-updates'
import { isSameDocument, isWhole } from './stored-document'

const ROOTS = ['model', 'annotations', 'lesson', 'meta', 'threads']
const HONEST = [11, 12]
const HOSTILE = [5, 13, 40]
const HONEST_ROOTS = ['model', 'annotations']

/** Draws from a list of numbers that fast-check makes and shrinks; zeros at its end. */
class Draw {
  private next = 0
  constructor(private readonly numbers: readonly number[]) {}

  below(limit: number): number {
    const number = this.numbers[this.next++] ?? 0
    return number % limit
  }

  pick<Thing>(things: readonly Thing[]): Thing {
    return things[this.below(things.length)]
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent
  }
}

function newDoc(client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  for (const name of ROOTS) doc.getMap(name)
  return doc
}

/** What an honest person does: sets, nests, types, overwrites, deletes. */
function act(doc: Y.Doc, draw: Draw): void {
  const map = doc.getMap(draw.pick(HONEST_ROOTS))
  const key = draw.pick(['a', 'b'])
  const value = map.get(key)
  switch (draw.below(7)) {
    case 0:
      map.set(key, draw.below(9))
      break
    case 1:
      map.set(key, new Y.Map([['x', 1]]))
      break
    case 2:
      map.set(key, new Y.Text('text'))
      break
    case 3:
      map.set(key, Y.Array.from([1, 2, 3]))
      break
    case 4:
      map.delete(key)
      break
    case 5:
      if (value instanceof Y.Map) value.set(draw.pick(['x', 'y']), new Y.Map([['deep', 1]]))
      else if (value instanceof Y.Text) value.insert(draw.below(value.length + 1), 'more')
      else if (value instanceof Y.Array) value.insert(draw.below(value.length + 1), [7, 8])
      else map.set(key, 5)
      break
    case 6:
      if (value instanceof Y.Text && value.length > 2) value.delete(1, 1)
      else if (value instanceof Y.Array && value.length > 1) value.delete(0, 1)
      else map.delete(key)
      break
  }
}

function drawContent(draw: Draw): Content {
  const length = 1 + draw.below(3)
  switch (draw.below(9)) {
    case 0:
      return { kind: 'any', values: Array.from({ length }, (_, i) => i) }
    case 1:
      return { kind: 'string', text: 'abc'.slice(0, length) }
    case 2:
      return { kind: 'deleted', length }
    case 3:
      return { kind: 'json', texts: Array.from({ length }, () => '{"__proto__":1}') }
    case 4:
      return { kind: 'binary', bytes: Uint8Array.of(1) }
    case 5:
      return { kind: 'embed', json: '{}' }
    case 6:
      return { kind: 'format', key: 'bold', json: 'true' }
    default:
      return { kind: 'type', ref: draw.below(3) }
  }
}

/** An update that nobody's Yjs writes, about what is in `doc` and what it brings itself. */
function forge(doc: Y.Doc, draw: Draw, authors: readonly number[]): Uint8Array {
  const ends = new Map(Y.decodeStateVector(Y.encodeStateVector(doc)))
  const known = [...ends.keys()]
  const drawId = (): Id => {
    const client = draw.pick([...ends.keys(), ...known])
    const end = ends.get(client) ?? 0
    return { client, clock: Math.max(0, end - 1 - draw.below(Math.min(end + 1, 12))) }
  }
  const blocks = []
  const writers = new Set<number>()
  for (let i = 1 + draw.below(3); i > 0; i--)
    writers.add(draw.chance(25) ? draw.pick(known) : draw.pick(authors))
  for (const client of writers) {
    const end = ends.get(client) ?? 0
    let clock = Math.max(0, end - (draw.chance(60) ? 0 : draw.below(4)))
    const first = clock
    const pieces: Piece[] = []
    for (let left = 1 + draw.below(3); left > 0; left--) {
      const piece: Piece = draw.chance(15)
        ? { kind: draw.chance(10) ? 'skip' : 'garbage', length: 1 + draw.below(3) }
        : {
            kind: 'item',
            content: drawContent(draw),
            place: {
              ...(draw.chance(60) && { origin: drawId() }),
              ...(draw.chance(25) && { rightOrigin: drawId() }),
              parent: draw.chance(50)
                ? draw.pick([...HONEST_ROOTS, ...HONEST_ROOTS, 'threads', 'lesson', 'junk', '', '__proto__'])
                : drawId(),
              ...(draw.chance(60) && { key: draw.pick(['a', 'b', 'x', '', '__proto__']) }),
            },
          }
      pieces.push(piece)
      clock += lengthOf(piece)
      ends.set(client, Math.max(ends.get(client) ?? 0, clock))
    }
    blocks.push({ client, clock: first, pieces: draw.chance(4) ? [] : pieces })
    if (draw.chance(4)) blocks.push({ client, clock: first, pieces: [] })
  }
  const deletions: Deletion[] = []
  for (let i = draw.below(3); i > 0; i--) deletions.push({ ...drawId(), length: 1 + draw.below(3) })
  return handmadeUpdate(blocks, deletions)
}

/**
 * Everything that can be seen of a document, but for the order in lists and texts: a piece whose neighbours were never next
 * to each other comes to lie in one place or another, in the list that its author may write anyway.
 */
const contentOf = (doc: Y.Doc) =>
  JSON.stringify(
    ROOTS.map(name => doc.getMap(name).toJSON()),
    sortKeys,
  )

const sortKeys = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') return [...value].sort().join('')
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value)
    ? value.map(inner => JSON.stringify(inner, sortKeys)).sort()
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface Trial {
  readonly isWhole: boolean
  readonly changes: boolean
  readonly roots: ReadonlySet<string>
  readonly authors: ReadonlySet<number>
  readonly newRoots: readonly string[]
}

/** What an update does to a copy. */
function tryOut(doc: Y.Doc, update: Uint8Array): Trial {
  const copy = new Y.Doc({ gc: true })
  for (const name of doc.share.keys()) copy.getMap(name)
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const roots = new Set<string>()
  const authors = new Set<number>()
  copy.on('afterTransaction', transaction => {
    const touch = (struct: Y.Item | Y.GC) => {
      let type = struct instanceof Y.Item ? struct.parent : null
      while (type instanceof Y.AbstractType && type._item !== null) type = type._item.parent
      if (type instanceof Y.AbstractType) roots.add(Y.findRootTypeKey(type))
    }
    for (const [client, end] of transaction.afterState) {
      const before = transaction.beforeState.get(client) ?? 0
      if (before < end) authors.add(client)
      for (const struct of copy.store.clients.get(client) ?? [])
        if (before < end && struct.id.clock + struct.length > before) touch(struct)
    }
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, touch)
  })
  Y.applyUpdate(copy, update)
  return {
    isWhole: isWhole(copy),
    changes: !isSameDocument(copy, doc),
    roots,
    authors,
    newRoots: [...copy.share.keys()].filter(name => !doc.share.has(name)),
  }
}

/** A server, people who edit honestly, and somebody who sends what no client writes. Returns how much was taken. */
function play(numbers: readonly number[], role: Role): { taken: number; forged: number } {
  const draw = new Draw(numbers)
  const live = new LiveDocument(newDoc(1), Number.POSITIVE_INFINITY)
  const { doc } = live
  const claims = new Claims(new Map())
  const people = HONEST.map(newDoc)
  for (const client of HONEST) claims.announce(client, `person ${client}`)
  const [each, ticked] = [newDoc(21), newDoc(22)]
  const log: Uint8Array[] = []
  let tick: Uint8Array[] = []
  let [taken, forged] = [0, 0]

  const send = (update: Uint8Array, sender: string, senderRole: Role): void => {
    const verdict = judge(doc, update, senderRole, sender, claims)
    const trial = verdict.kind === 'take' || verdict.kind === 'nothing' ? tryOut(doc, update) : null
    if (verdict.kind === 'nothing') {
      expect(trial).toMatchObject({ isWhole: true, changes: false })
      return
    }
    if (sender !== 'mallory') expect(verdict.kind).toBe('take')
    if (verdict.kind !== 'take' || trial === null) return
    expect(trial.isWhole).toBe(true)
    expect([...trial.roots].filter(root => !mayWrite(senderRole, root))).toEqual([])
    expect([...trial.authors].sort()).toEqual([...verdict.authors].sort())
    for (const name of trial.newRoots) expect(mayWrite(senderRole, name)).toBe(true)
    let bytes: Uint8Array | null = null
    const looks = looksDuring(() => {
      bytes = live.apply(update)
    })
    expect(looks).toBeLessThanOrEqual(verdict.looks + Y.decodeUpdate(update).structs.length)
    expect(live.isBroken).toBe(false)
    expect(trial.changes).toBe(bytes !== null)
    if (bytes === null) return
    for (const client of verdict.authors) claims.write(client, sender)
    if (sender === 'mallory') taken++
    log.push(bytes)
    tick.push(bytes)
    Y.applyUpdate(each, bytes)
  }
  const endTick = () => {
    const merged = mergeUpdates(tick)
    tick = []
    if (merged === null) return
    Y.applyUpdate(ticked, merged)
    for (const person of people) Y.applyUpdate(person, merged)
  }
  const sync = (person: Y.Doc) =>
    send(Y.encodeStateAsUpdate(person, Y.encodeStateVector(doc)), `person ${person.clientID}`, 'editor')

  for (let i = 4 + draw.below(20); i > 0; i--) {
    const what = draw.below(8)
    const person = draw.pick(people)
    if (what < 2) act(person, draw)
    else if (what === 2) sync(person)
    else if (what === 3) endTick()
    else {
      forged++
      send(forge(draw.chance(20) ? person : doc, draw, HOSTILE), 'mallory', role)
    }
  }
  for (const person of people) sync(person)
  endTick()

  const [replayed, newcomer] = [newDoc(23), newDoc(24)]
  replayed.transact(() => {
    for (const bytes of log) Y.applyUpdate(replayed, bytes)
  })
  Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(doc))
  const replicas: [string, Y.Doc][] = [
    ...Object.entries({ each, ticked, replayed, newcomer }),
    ...people.map((person): [string, Y.Doc] => [`person ${person.clientID}`, person]),
  ]
  for (const [name, replica] of replicas) {
    expect([name, isWhole(replica), isSameDocument(replica, doc)]).toEqual([name, true, true])
    expect([name, contentOf(replica)]).toEqual([name, contentOf(doc)])
  }
  return { taken, forged }
}

describe('whatever somebody sends by hand', () => {
  const RUNS = Number(process.env.HOSTILE_RUNS ?? 150)
  it.each(['editor', 'annotator', 'owner'] as const)(
    'as %s, it does what it was let through for, the same everywhere (A8, Y3, Y13)',
    { timeout: 600_000 },
    role => {
      let taken = 0
      let forged = 0
      const numbers = fc.array(fc.nat(10_000), { minLength: 20, maxLength: 400, size: 'max' })
      fc.assert(
        fc.property(numbers, drawn => {
          const run = play(drawn, role)
          taken += run.taken
          forged += run.forged
        }),
        { numRuns: RUNS, seed: Number(process.env.HOSTILE_SEED ?? 1), endOnFailure: true },
      )
      expect(taken).toBeGreaterThan(forged / 10)
    },
  )
})
