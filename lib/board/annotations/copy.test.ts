import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Board } from '../board'
import { EXAMPLES } from '../examples'
import { chainOf, loadChain } from '../load-chain'
import { layerId, seededBoard } from '../replicas.testing'
import { openAnnotations } from './annotations'
import { fromBase64, toBase64 } from './base64'
import { cutInk, lockElements, setAnchor, styleElements } from './change'
import { type Copied, duplicateElements, importElements, pasteElements } from './copy'
import type { Kind } from './element'
import { elementsJson, type ReadElements, readElementsJson } from './element-json'
import { add, allShown, element, forge, SAMPLES } from './elements.testing'
import { groupElements } from './group'

const HERE = { x: 0, y: 0 }

function textOf(board: Board, ids?: readonly string[]): string {
  return JSON.stringify(elementsJson(board, ids))
}

function read(text: string): ReadElements {
  const found = readElementsJson(text)
  if (typeof found === 'string') throw new Error(found)
  return found
}

function idsOf(copied: Copied): readonly string[] {
  if ('refused' in copied) throw new Error(copied.refused)
  return copied.ids
}

/** A board with one element of every kind, styled, grouped, cut and anchored. */
function fullBoard(): Board {
  const board = seededBoard(10)
  const ids = Object.fromEntries(
    Object.keys(SAMPLES).map(kind => [kind, add(board, kind as Kind)]),
  ) as Record<Kind, string>
  styleElements(board, [ids.pen, ids.ellipse], { color: 'teal', size: 'xl', fill: 'tint' })
  cutInk(
    board,
    new Map([
      [
        ids.pen,
        [
          { from: 3, to: 9 },
          { from: 20, to: 31 },
        ],
      ],
    ]),
  )
  groupElements(board, [ids.note, ids.math])
  groupElements(board, [ids.note, ids.text])
  const quantity = `delta/${layerId(board, 2)}` as const
  setAnchor(board, ids.math, 'anchor', { to: 'quantity', quantity, dx: 1, dy: 2 })
  setAnchor(board, ids.arrow, 'from', { to: 'annotation', id: ids.math, dx: 0, dy: 0 })
  setAnchor(board, ids.arrow, 'to', { to: 'quantity', quantity: 'loss', dx: 0.1, dy: 0 })
  lockElements(board, [ids.image], true)
  return board
}

describe('a board as JSON', () => {
  it('makes an equal board when it is imported', () => {
    const board = fullBoard()
    const other = seededBoard(20)
    const ids = idsOf(importElements(other, read(textOf(board))))
    expect(ids).toHaveLength(12)
    expect(allShown(other)).toEqual(allShown(board))
    expect(textOf(other)).toBe(textOf(board))
  })

  it('holds on to the layers in the same place, where the chain has other layers', () => {
    const board = fullBoard()
    const other = seededBoard(20)
    const example = EXAMPLES.find(({ id }) => id === 'vanishing-gradient')
    if (example === undefined) throw new Error('There is no such example.')
    loadChain(other, example.chain)
    importElements(other, read(textOf(board)))
    const math = openAnnotations(other).elements.get(
      allShown(board).find(([, { kind }]) => kind === 'math')?.[0] ?? '',
    )
    const quantity = `delta/${layerId(other, 2)}`
    expect(math).toMatchObject({ anchor: { quantity }, anchorLost: false })
    const again = seededBoard(30)
    loadChain(again, chainOf(board))
    importElements(again, read(textOf(board)))
    expect(allShown(again).some(([, each]) => 'anchorLost' in each && each.anchorLost)).toBe(false)
  })

  it('gets other ids where the board has others under them, and they hold together', () => {
    const board = fullBoard()
    const before = allShown(board)
    idsOf(importElements(board, read(textOf(board))))
    expect(allShown(board)).toHaveLength(24)
    const after = new Map(allShown(board))
    for (const [id, each] of before) expect(after.get(id)).toEqual(each)
    const copies = [...after.values()].filter(({ id }) => !before.some(([old]) => old === id))
    const arrow = copies.find(({ kind }) => kind === 'arrow')
    const math = copies.find(({ kind }) => kind === 'math')
    expect(arrow).toMatchObject({ from: { id: math?.id } })
    const groups = new Set(before.flatMap(([, each]) => (each.kind === 'unreadable' ? [] : each.groups)))
    expect(
      copies.some(each => each.kind !== 'unreadable' && each.groups.some(group => groups.has(group))),
    ).toBe(false)
  })

  it('leaves out what cannot be read, and the rest is there (D26)', () => {
    const board = fullBoard()
    forge(board, 'broken', { kind: 'derivation', x: 1, y: 2 })
    expect(elementsJson(board).elements).toHaveLength(12)
  })
})

describe('a copy', () => {
  it('has a new id, lies beside the original on top, and is not locked', () => {
    const board = seededBoard(10)
    const id = add(board, 'pen', { color: 'red' })
    cutInk(board, new Map([[id, [{ from: 1, to: 2 }]]]))
    lockElements(board, [id], true)
    const [copy] = idsOf(duplicateElements(board, [id], { x: 10, y: 20 }))
    const original = element(board, id)
    expect(element(board, copy)).toEqual({
      ...original,
      id: copy,
      x: 11,
      y: 22,
      locked: false,
      order: expect.any(String),
    })
    expect(element(board, copy).order > original.order).toBe(true)
  })

  it('of several holds on to the copies among them, else to the same things as before', () => {
    const board = seededBoard(10)
    const [target, outside] = [add(board, 'rectangle'), add(board, 'ellipse')]
    const onto = (id: string) => ({ to: 'annotation', id, dx: 1, dy: 2 }) as const
    const arrow = add(board, 'arrow', { from: onto(target), to: onto(outside) })
    const ids = idsOf(duplicateElements(board, [target, arrow], { x: 10, y: 0 }))
    const copies = ids.map(id => element(board, id))
    expect(copies.find(({ kind }) => kind === 'arrow')).toMatchObject({
      from: { id: copies.find(({ kind }) => kind === 'rectangle')?.id, dx: 1, dy: 2 },
      to: { id: outside, dx: 11, dy: 2 },
    })
  })

  it('on another board lets go of what is not there, and stays where it was', () => {
    const board = seededBoard(10)
    const target = add(board, 'rectangle')
    const note = add(board, 'note', { anchor: { to: 'annotation', id: target, dx: 1, dy: 2 } })
    const gone = add(board, 'note', { anchor: { to: 'quantity', quantity: 'w/9-9', dx: 1, dy: 2 } })
    const loss = add(board, 'note', { anchor: { to: 'quantity', quantity: 'loss', dx: 1, dy: 2 } })
    const other = seededBoard(20)
    const ids = idsOf(pasteElements(other, read(textOf(board, [note, gone, loss])), HERE))
    const anchors = ids.map(id => element(other, id)).map(each => 'anchor' in each && each.anchor)
    expect(anchors).toEqual([null, null, { to: 'quantity', quantity: 'loss', dx: 1, dy: 2 }])
    expect(element(other, ids[0])).toMatchObject({ x: 3, y: 4, anchorLost: false })
  })
})

describe('JSON that anybody may have written (H5, Y9, Y10)', () => {
  const wrap = (elements: unknown[], more: object = {}) =>
    JSON.stringify({ format: 'chainboard/annotations', version: 1, layers: [], elements, ...more })

  it.each([
    ['no JSON', '{"format"'],
    ['something else', '{"type":"excalidraw","elements":[]}'],
    ['nothing', 'null'],
    ['of a newer version', wrap([], { version: 2 })],
    ['too many elements', wrap(Array(20_001).fill(0))],
    ['very deep', '['.repeat(1_000_000)],
    ['very long', ' '.repeat(33_554_433)],
  ])('is refused in words when it is %s', (_, text) => {
    expect(readElementsJson(text)).toMatch(/^This .*\.$/)
  })

  it('gives the good ones, and counts those that are left out', () => {
    const good = { id: 'a', kind: 'note', x: 1, y: 2, text: 'fine' }
    const bad = [
      null,
      'pen',
      { ...good, id: '__proto__' },
      { ...good, id: 'b', kind: 'constructor' },
      { ...good, id: 'c', x: '1' },
      { ...good, id: 'd', text: 'x'.repeat(20_001) },
      { id: 'e', kind: 'pen', x: 1, y: 2, points: '%%%%' },
      { id: 'f', kind: 'pen', x: 1, y: 2, points: 'A'.repeat(200_000) },
      { id: 'g', kind: 'pen', x: 1, y: 2, points: { length: 3 } },
      { ...good, id: 'h', groups: Array(9).fill('g') },
      { ...good, id: 'i', anchor: { to: 'quantity', quantity: '__proto__', dx: 0, dy: 0 } },
      { ...good, id: 'a' },
    ]
    const found = read(wrap([good, ...bad]))
    expect(found.elements.map(({ writing }) => writing.id)).toEqual(['a'])
    expect(found.leftOut).toBe(12)
  })

  it('becomes valid elements or none, whatever it holds', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('a', 'red', 1e7, -1, 'AQID', { x: 1, y: 2 }),
    )
    const keys = [
      'id',
      'x',
      'y',
      'points',
      'text',
      'end',
      'width',
      'height',
      'cuts',
      'groups',
      'anchor',
      'order',
      'color',
      '__proto__',
    ]
    const hostile = fc.record({
      kind: fc.constantFrom(...Object.keys(SAMPLES)),
      changes: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 }),
    })
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), elements => {
        const text = wrap(
          elements.map(({ kind, changes }, i) => ({
            ...SAMPLES[kind as Kind],
            id: `e-${i}`,
            kind,
            points: 'AQID',
            ...changes,
          })),
        )
        const board = seededBoard(10)
        const { elements: good } = read(text)
        const ids = idsOf(importElements(board, read(text)))
        expect(ids).toHaveLength(good.length)
        expect(openAnnotations(board).problems()).toEqual({ list: [], more: 0 })
        const other = seededBoard(20)
        importElements(other, read(textOf(board)))
        expect(allShown(other)).toEqual(allShown(board))
      }),
      { numRuns: 200 },
    )
  })
})

describe('base64', () => {
  it('is that of other programs, there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text, 40)).toEqual(bytes)
      }),
    )
    expect([
      fromBase64('AQI', 9),
      fromBase64('AQ-_', 9),
      fromBase64('A===', 9),
      fromBase64('AQID', 2),
    ]).toEqual(Array(4).fill(null))
  })
})
