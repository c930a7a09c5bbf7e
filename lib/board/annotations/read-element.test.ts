import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard } from '../board'
import { seededBoard, send } from '../replicas.testing'
import { annotationsOf } from '../schema'
import { createUndo } from '../undo'
import { openAnnotations } from './annotations'
import { deleteElements, moveElements, styleElements } from './change'
import { duplicateElements } from './copy'
import { isKind, type Kind } from './element'
import { elementsJson } from './element-json'
import { add, allShown, element, forge, SAMPLES, shown } from './elements.testing'
import { fieldsOf } from './fields'

const POINT = { x: 1, y: 2 }

describe('an element', () => {
  it('of every kind is read as it was added, with the defaults of its kind (A4)', () => {
    const board = seededBoard(10)
    for (const kind of Object.keys(SAMPLES) as Kind[]) {
      const read = element(board, add(board, kind))
      expect(read).toMatchObject(SAMPLES[kind])
      expect(read).toMatchObject({ color: 'ink', size: 'm', locked: false, groups: [] })
      expect(read.order).toMatch(/^a/)
    }
    expect(openAnnotations(board).problems()).toEqual({ list: [], more: 0 })
  })

  it('may be a stroke with keys of its own instead of a record (A5)', () => {
    const board = seededBoard(10)
    forge(board, 'a', { kind: 'pen', ...POINT, order: 'a0', points: Uint8Array.of(1) })
    forge(board, 'b', { ink: ['pen', 1, 2, 'a0', Uint8Array.of(1), null, 'xl'], color: 'red', x: 9 })
    expect(element(board, 'a')).toMatchObject({ ...POINT, points: Uint8Array.of(1), color: 'ink' })
    expect(element(board, 'b')).toMatchObject({ x: 9, y: 2, color: 'red', size: 'xl' })
  })

  it('is a stroke whose record names kind, colour and size by their places, or by themselves as in earlier versions (A5)', () => {
    const board = seededBoard(10)
    forge(board, 'places', { ink: [1, 1, 2, 'a0', Uint8Array.of(1), 7, 3] })
    forge(board, 'words', { ink: ['highlighter', 1, 2, 'a0', Uint8Array.of(1), 'violet', 'xl'] })
    const { id: _, ...read } = element(board, 'places')
    expect(read).toMatchObject({ kind: 'highlighter', color: 'violet', size: 'xl' })
    expect(element(board, 'words')).toEqual({ id: 'words', ...read })
    for (const nowhere of [-1, 1.5, 8, Number.NaN, Number.POSITIVE_INFINITY]) {
      forge(board, 'nowhere', { ink: [0, 1, 2, 'a0', Uint8Array.of(1), nowhere, nowhere] })
      expect(element(board, 'nowhere')).toMatchObject({ kind: 'pen', color: 'ink', size: 'm' })
    }
  })

  it.each<[string, unknown, object]>([
    ['a text instead of an element', 'ink', {}],
    ['a number', 7, {}],
    ['a shared text', new Y.Text('pen'), {}],
    ['a list', Y.Array.from([1]), {}],
    ['a document', new Y.Doc(), {}],
    ['of no kind', { ...POINT }, POINT],
    ['of a kind of the future', { kind: 'derivation', ...POINT }, POINT],
    ['of a kind that objects have', { kind: 'constructor', ...POINT }, POINT],
    ['of a kind that is no text', { kind: new Y.Text('pen'), ...POINT }, POINT],
    ['without a place', { kind: 'frame', width: 1, height: 1 }, {}],
    ['at NaN', { kind: 'frame', x: Number.NaN, y: 2, width: 1, height: 1 }, { y: 2 }],
    ['far out', { kind: 'frame', x: 1e8, y: 2, width: 1, height: 1 }, { y: 2 }],
    ['at a word', { kind: 'frame', x: '1', y: 2, width: 1, height: 1 }, { y: 2 }],
    ['of negative width', { kind: 'ellipse', ...POINT, width: -1, height: 1 }, POINT],
    ['without points', { kind: 'pen', ...POINT }, POINT],
    ['with points in a list', { ink: ['pen', 1, 2, 'a0', [1, 2]] }, POINT],
    ['with too many points', { kind: 'pen', ...POINT, points: new Uint8Array(131_073) }, POINT],
    ['with a plain text', { kind: 'note', ...POINT, text: 'plain' }, POINT],
    ['without its end', { kind: 'arrow', ...POINT, end: { x: 1 } }, POINT],
    ['with a hash that is a path', { ...SAMPLES.image, hash: '../../etc' }, { x: 0, y: 0 }],
    ['an image that could hold a script', { ...SAMPLES.image, type: 'image/svg+xml' }, { x: 0, y: 0 }],
  ])('that is %s is a placeholder that says why (A6)', (_, value, place) => {
    const board = seededBoard(10)
    forge(board, 'k', value)
    expect(shown(board, 'k')).toEqual({ kind: 'unreadable', id: 'k', ...place, why: expect.any(String) })
    expect(openAnnotations(board).problems().list).toMatchObject([{ where: 'annotations.k' }])
  })

  it.each<[Kind, string, unknown, unknown]>([
    ['pen', 'color', 'puce', 'ink'],
    ['pen', 'size', 12, 'm'],
    ['pen', 'scale', Number.POSITIVE_INFINITY, 1],
    ['note', 'locked', 'yes', false],
    ['note', 'groups', ['a', '__proto__'], []],
    ['note', 'groups', ['a', 'a'], []],
    ['note', 'groups', Array(9).fill('a'), []],
    ['note', 'width', -5, 200],
    ['note', 'width', null, 200],
    ['note', 'order', '../', ''],
    ['text', 'rotation', Number.NaN, 0],
    ['text', 'width', 'wide', null],
    ['text', 'anchor', { to: 'quantity', quantity: 'delta/__proto__', dx: 0, dy: 0 }, null],
    ['text', 'anchor', { to: 'quantity', quantity: 'kappa/1', dx: 0, dy: 0 }, null],
    ['text', 'anchor', { to: 'annotation', id: 'a', dx: 0 }, null],
    ['arrow', 'heads', 'middle', 'end'],
    ['line', 'bend', 1e9, 0],
    ['ellipse', 'fill', {}, 'none'],
    ['frame', 'title', new Y.Text('title'), ''],
  ])('has a %s whose %s is wrong: the default is used, and it is said (A6)', (kind, key, value, standIn) => {
    const board = seededBoard(10)
    const id = add(board, kind)
    const map = annotationsOf(board.doc).get(id)
    if (map instanceof Y.Map) map.set(key, value)
    expect(element(board, id)).toMatchObject({ [key]: standIn })
    expect(openAnnotations(board).problems().list).toMatchObject([{ where: `annotations.${id}.${key}` }])
  })

  it('has a title of one line, and a text of at most 20,000 units, of which nothing steers the page (K9)', () => {
    const board = seededBoard(10)
    const frame = add(board, 'frame', { title: 'a\u202eb\nc' })
    expect(element(board, frame)).toMatchObject({ title: 'a b c' })
    const hostile = new Y.Text('x\u202e\u0000\n\t😀')
    hostile.insertEmbed(0, { image: 'x' })
    hostile.insert(1, 'bold', { bold: true })
    forge(board, 't', { kind: 'text', ...POINT, text: hostile })
    expect(element(board, 't')).toMatchObject({ text: '\ufffcboldx  \n\t😀' })
    forge(board, 'long', { kind: 'text', ...POINT, text: new Y.Text('😀'.repeat(20_001)) })
    expect(element(board, 'long')).toMatchObject({ text: '😀'.repeat(10_000) })
  })

  it('shows a text the same on both sides after half a character was replaced', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    forge(ada, 't', { kind: 'text', ...POINT, text: new Y.Text('a😀b') })
    const map = annotationsOf(ada.doc).get('t')
    const text = map instanceof Y.Map ? map.get('text') : null
    if (text instanceof Y.Text) text.insert(2, '\ud83d')
    send(ada, ben)
    expect(element(ben, 't')).toEqual(element(ada, 't'))
  })

  it('has the union of its cuts, whoever made them in whatever order (A5)', () => {
    const board = seededBoard(10)
    const keys = [
      'cut/40-50',
      'cut/8-12',
      'cut/10-20',
      'cut/20-21',
      'cut/9-8',
      'cut/-1-3',
      'cut/1-2-3',
      'cut/01-4',
    ]
    forge(board, 'p', { ...SAMPLES.pen, ...Object.fromEntries(keys.map(key => [key, 1])) })
    expect(element(board, 'p')).toMatchObject({
      cuts: [
        { from: 8, to: 21 },
        { from: 40, to: 50 },
      ],
    })
  })
})

/** Lines of a derivation whose texts, orders and selves are these. */
const linesWith = (...values: readonly unknown[]): Y.Map<unknown> =>
  new Y.Map<unknown>([
    ['1', new Y.Map(values.map((value, i) => [['text', 'order', 'reason', 'more'][i] ?? '', value]))],
    ['2', values[1]],
    ['__proto__', 'junk'],
  ])

describe('hostile annotations (A1, Y9–Y11)', () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -0,
      -1,
      1e7,
      1e300,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '',
      'a0',
      'red',
      'xl',
      'both',
    ),
    fc.constantFrom<unknown>(
      [],
      ['a'],
      { x: 1, y: 2 },
      { x: Number.NaN, y: 1 },
      JSON.parse('{"__proto__":{"x":1},"y":2}'),
    ),
    fc.constantFrom('a', 'b', 'c').map(id => ({ to: 'annotation', id, dx: 1, dy: -0 })),
    fc
      .constantFrom('x', 'delta/1-t-0', 'b/1-t-1', 'w/gone')
      .map(quantity => ({ to: 'quantity', quantity, dx: 0, dy: 0 })),
    fc.constantFrom(
      () => new Y.Text('text'),
      () => new Y.Map([['deep', new Y.Map()]]),
      () => linesWith('', 'a0', null, new Y.Text('line')),
      () => linesWith(new Y.Text('line'), -1, Number.NaN, { x: 1 }),
      () => Y.Array.from([1]),
      () => new Uint8Array(3),
      () => 2n ** 60n,
      () => new Y.Doc(),
      () => undefined,
    ),
  )
  const kinds = Object.keys(SAMPLES) as Kind[]
  const key = fc.oneof(
    fc.constantFrom(...kinds.flatMap(kind => fieldsOf(kind).map(([field]): string => field))),
    fc.constantFrom('kind', 'text', 'lines', 'ink', 'cut/1-3', 'cut/2-9', '__proto__', 'constructor'),
  )
  const entry = fc.record({
    base: fc.option(fc.constantFrom(...kinds), { nil: null }),
    changes: fc.array(fc.tuple(key, anything), { maxLength: 4 }),
    whole: fc.option(anything, { nil: null, freq: 6 }),
  })
  const blow = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', '__proto__', '!', ''), entry })
  const make = (value: unknown): unknown => (typeof value === 'function' ? value() : value)
  type Blow = typeof blow extends fc.Arbitrary<infer B> ? B : never

  const strike = (root: Y.Map<unknown>, { id, entry: { base, changes, whole } }: Blow): void => {
    const existing = root.get(id)
    if (whole !== null) root.set(id, make(whole))
    else if (base === null && existing instanceof Y.Map) {
      for (const [name, value] of changes) existing.set(name, make(value))
    } else {
      const sample = Object.entries(base === null ? {} : SAMPLES[base]).map(([name, value]) => [
        name,
        name === 'text'
          ? new Y.Text(String(value))
          : name === 'lines'
            ? linesWith(new Y.Text('x = 1'))
            : value,
      ])
      root.set(
        id,
        new Y.Map([...sample, ...changes.map(([name, value]) => [name, make(value)])] as [string, unknown][]),
      )
    }
  }

  it('read as valid elements, the same on every side and change by change, and are not changed by that', () => {
    fc.assert(
      fc.property(fc.array(fc.array(blow, { maxLength: 4 }), { maxLength: 8 }), attacks => {
        const [ada, ben] = [seededBoard(10), seededBoard(20)]
        openAnnotations(ada)
        for (const blows of attacks) {
          ada.doc.transact(() => {
            for (const each of blows) strike(annotationsOf(ada.doc), each)
          })
          send(ada, ben)
          const before = Y.encodeStateAsUpdate(ada.doc)
          const fresh = new Y.Doc()
          Y.applyUpdate(fresh, before)
          expect(allShown(ada)).toEqual(allShown(openBoard(fresh)))
          expect(allShown(ada)).toEqual(allShown(ben))
          expect(openAnnotations(ada).problems()).toEqual(openAnnotations(ben).problems())
          expect(Y.encodeStateAsUpdate(ada.doc)).toEqual(before)
        }
        for (const [id, found] of allShown(ada)) {
          expect(found.id).toBe(id)
          if (found.kind === 'unreadable') continue
          expect(isKind(found.kind)).toBe(true)
          for (const [field] of fieldsOf(found.kind)) expect(found).toHaveProperty(field)
          expect([found.x, found.y]).toSatisfy((place: number[]) => place.every(Number.isFinite))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('leave the good ones among them to be moved, styled, copied, exported, deleted and undone (D26)', () => {
    fc.assert(
      fc.property(fc.array(blow, { maxLength: 12 }), blows => {
        const board = seededBoard(10)
        const good = add(board, 'note', { color: 'red' })
        board.doc.transact(() => {
          for (const each of blows) strike(annotationsOf(board.doc), each)
        })
        const undo = createUndo(board)
        const ids = [...openAnnotations(board).elements.keys()]
        moveElements(
          board,
          ids.map(id => ({ id, x: 50, y: 60 })),
        )
        expect(moveElements(board, [{ id: good, x: 5, y: 6 }])).toBeNull()
        styleElements(board, ids, { color: 'blue', size: 's', fill: 'tint', heads: 'both' })
        expect(duplicateElements(board, [good], { x: 10, y: 10 })).toMatchObject({
          ids: [expect.any(String)],
        })
        expect(JSON.parse(JSON.stringify(elementsJson(board))).elements.length).toBeGreaterThan(1)
        expect(deleteElements(board, [good])).toBeNull()
        while (undo.canUndo()) undo.undo()
        expect(element(board, good)).toMatchObject({ x: 3, y: 4, color: 'red', text: 'why?' })
      }),
      { numRuns: 100 },
    )
  })

  it('stand next to a hundred good ones, which are all shown', () => {
    const board = seededBoard(10)
    const good = Array.from({ length: 100 }, (_, i) => add(board, Object.keys(SAMPLES)[i % 12] as Kind))
    for (let i = 0; i < 100; i++)
      forge(board, `broken-${i}`, i % 2 ? { kind: 'pen', x: Number.NaN } : { kind: '__proto__' })
    forge(board, '__proto__', { ...SAMPLES.pen })
    const { elements, problems } = openAnnotations(board)
    expect(good.every(id => elements.get(id)?.kind !== 'unreadable')).toBe(true)
    expect(elements.size).toBe(200)
    expect(problems.call(openAnnotations(board))).toMatchObject({ list: { length: 50 }, more: 51 })
  })
})
