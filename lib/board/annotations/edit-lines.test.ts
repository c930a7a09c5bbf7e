import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LONGEST_LINE, MOST_LINES } from '@/lib/notation'
import type { Board } from '../board'
import { seededBoard, send, sync } from '../replicas.testing'
import { annotationsOf } from '../schema'
import { createUndo } from '../undo'
import { deleteElements, lockElements, moveElements, setElementTitle, setFolded } from './change'
import { duplicateElements, importElements } from './copy'
import { addLines, editLine, moveLine, removeLines, setReason } from './edit-lines'
import { isReadable } from './element'
import { elementsJson, readElementsJson } from './element-json'
import { add, element, forge, shown } from './elements.testing'
import { MAX_LINE, MAX_LINES } from './limits'

function derivation(board: Board, id: string) {
  const found = element(board, id)
  if (found.kind !== 'derivation') throw new Error(`It is a ${found.kind}.`)
  return found
}
const textsOf = (board: Board, id: string): readonly string[] =>
  derivation(board, id).lines.map(line => (isReadable(line) ? line.text : `(${line.why})`))
const idsOf = (board: Board, id: string): readonly string[] =>
  derivation(board, id).lines.map(line => line.id)

/** A derivation with these lines. */
const withLines = (board: Board, ...texts: readonly string[]): string =>
  add(board, 'derivation', { lines: texts.map(text => ({ text })) })

function write(board: Board, id: string, line: string, after: string, caret?: number): void {
  const found = derivation(board, id).lines.find(each => each.id === line)
  const before = found !== undefined && isReadable(found) ? found.text : ''
  expect(editLine(board, id, line, { before, after, caret })).toBeNull()
}

function added(board: Board, id: string, after: string | null, ...texts: readonly string[]): string {
  const lines = addLines(
    board,
    id,
    after,
    texts.map(text => ({ text })),
  )
  if ('refused' in lines) throw new Error(lines.refused)
  return lines.ids[0] ?? ''
}

const pair = () => {
  const [ada, ben] = [seededBoard(10), seededBoard(20)]
  return { ada, ben, adas: createUndo(ada), bens: createUndo(ben) }
}

describe('the lines of a derivation', () => {
  it('are as many and as long as the notation checks', () => {
    expect([MAX_LINES, MAX_LINE]).toEqual([MOST_LINES, LONGEST_LINE])
  })

  it('come below the line that is named, first without one, and last below one that is gone', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a', 'd')
    const [first] = idsOf(board, id)
    added(board, id, first ?? '', 'b', 'c')
    added(board, id, null, 'zero')
    added(board, id, 'gone', 'last')
    expect(textsOf(board, id)).toEqual(['zero', 'a', 'b', 'c', 'd', 'last'])
  })

  it('move, are deleted, are given reasons and lose them', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a', 'b', 'c')
    const [a = '', b = '', c = ''] = idsOf(board, id)
    expect(moveLine(board, id, c, 0)).toBeNull()
    expect(textsOf(board, id)).toEqual(['c', 'a', 'b'])
    expect(moveLine(board, id, c, 99)).toBeNull()
    expect(textsOf(board, id)).toEqual(['a', 'b', 'c'])
    expect(setReason(board, id, a, ' chain\nrule ')).toBeNull()
    expect(derivation(board, id).lines[0]).toMatchObject({ reason: 'chain rule' })
    expect(setReason(board, id, a, '')).toBeNull()
    expect(derivation(board, id).lines[0]).toMatchObject({ reason: null })
    expect(removeLines(board, id, [b])).toBeNull()
    expect(textsOf(board, id)).toEqual(['a', 'c'])
  })

  it('are one line each, whatever is written into them (A8, A11)', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a\nb')
    const [line = ''] = idsOf(board, id)
    expect(textsOf(board, id)).toEqual(['a b'])
    write(board, id, line, 'a b\n= \u202ec')
    expect(textsOf(board, id)).toEqual(['a b =  c'])
  })

  it('are refused in words beyond the limits, when locked, when gone, and when the element is no derivation (E13)', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a')
    const [line = ''] = idsOf(board, id)
    const many = Array.from({ length: MAX_LINES }, () => ({ text: '' }))
    expect(addLines(board, id, null, many)).toEqual({ refused: expect.stringMatching(/500 lines/) })
    expect(addLines(board, id, null, [{ text: 'x'.repeat(MAX_LINE + 1) }])).toEqual({
      refused: expect.stringMatching(/2,000 characters/),
    })
    expect(editLine(board, id, line, { before: 'a', after: 'x'.repeat(MAX_LINE + 1) })).toMatch(/full/)
    expect(moveLine(board, id, 'gone', 0)).toMatch(/not on the board/)
    expect(removeLines(board, add(board, 'note'), ['1'])).toMatch(/not possible/)
    lockElements(board, [id], true)
    expect(removeLines(board, id, [line])).toMatch(/locked/)
    expect(textsOf(board, id)).toEqual(['a'])
  })

  it('get orders of their own again where two people’s are the same (E10)', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a', 'b')
    const lines = (annotationsOf(board.doc).get(id) as Y.Map<Y.Map<Y.Map<unknown>>>).get('lines')
    for (const each of lines?.values() ?? []) each.set('order', 'a0')
    const [first = ''] = idsOf(board, id)
    added(board, id, first, 'between')
    expect(textsOf(board, id)).toEqual(['a', 'between', 'b'])
  })

  it('go along with copies, through JSON, and keep their order; titles and folds too (A9)', () => {
    const board = seededBoard(10)
    const id = withLines(board, 'a', 'b')
    const [a = '', b = ''] = idsOf(board, id)
    setReason(board, id, b, 'algebra')
    moveLine(board, id, b, 0)
    setElementTitle(board, id, 'δ₁')
    setFolded(board, id, true)
    const copied = duplicateElements(board, [id], { x: 10, y: 10 })
    const [copy = ''] = 'ids' in copied ? copied.ids : []
    expect(textsOf(board, copy)).toEqual(['b', 'a'])
    expect(element(board, copy)).toMatchObject({ title: 'δ₁', folded: true })

    const read = readElementsJson(JSON.stringify(elementsJson(board, [id])))
    if (typeof read === 'string') throw new Error(read)
    const other = seededBoard(20)
    importElements(other, read)
    expect(textsOf(other, id)).toEqual(['b', 'a'])
    expect(derivation(other, id).lines[0]).toMatchObject({ reason: 'algebra' })
    expect(write(board, id, a, 'changed')).toBeUndefined()
    expect(textsOf(board, copy)).toEqual(['b', 'a'])
  })

  it('of a file that are none are left out, and too many of them are no derivation (H5)', () => {
    const json = (lines: unknown) =>
      JSON.stringify({
        format: 'chainboard/annotations',
        version: 1,
        layers: [],
        elements: [{ id: 'd', kind: 'derivation', x: 0, y: 0, lines }],
      })
    const board = seededBoard(10)
    const read = readElementsJson(json([{ text: 'a' }, null, 7, { text: 8 }, { text: 'b', reason: {} }]))
    if (typeof read === 'string') throw new Error(read)
    importElements(board, read)
    expect(textsOf(board, 'd')).toEqual(['a', 'b'])
    const bad = [json({}), json(Array(MAX_LINES + 1).fill({ text: '' })), json([{ text: 'x'.repeat(3_000) }])]
    for (const text of bad) expect(readElementsJson(text)).toMatchObject({ elements: [], leftOut: 1 })
  })
})

describe('a derivation that cannot be read in part (A11)', () => {
  it('shows a placeholder in the place of a line, and names it as a problem', () => {
    const board = seededBoard(10)
    forge(board, 'd', {
      kind: 'derivation',
      x: 1,
      y: 2,
      lines: new Y.Map<unknown>([
        [
          '1',
          new Y.Map<unknown>([
            ['order', 'a1'],
            ['text', new Y.Text('fine')],
            ['reason', 5],
          ]),
        ],
        [
          '2',
          new Y.Map<unknown>([
            ['order', 'a0'],
            ['text', 'no shared text'],
          ]),
        ],
        ['3', 'no line'],
        ['__proto__', new Y.Map([['text', new Y.Text('no id')]])],
      ]),
    })
    expect(textsOf(board, 'd')).toEqual([
      '(This is no line of a derivation.)',
      '(This line has no text that can be read.)',
      'fine',
    ])
    expect(derivation(board, 'd').lines.at(-1)).toMatchObject({ reason: null })
    expect(removeLines(board, 'd', ['2', '3'])).toBeNull()
    expect(textsOf(board, 'd')).toEqual(['fine'])
  })

  it('is a placeholder as a whole without lines', () => {
    const board = seededBoard(10)
    forge(board, 'd', { kind: 'derivation', x: 1, y: 2, lines: 'none' })
    expect(shown(board, 'd')).toMatchObject({ kind: 'unreadable', x: 1, why: expect.stringMatching(/lines/) })
  })

  it('shows the first lines by id when there are too many', () => {
    const board = seededBoard(10)
    const line = (i: number) => [`${10_000 + i}`, new Y.Map([['text', new Y.Text(String(i))]])] as const
    forge(board, 'd', {
      kind: 'derivation',
      x: 0,
      y: 0,
      lines: new Y.Map(Array.from({ length: 1_200 }, (_, i) => line(1_199 - i))),
    })
    expect(textsOf(board, 'd').slice(0, 3)).toEqual(['0', '1', '2'])
    expect(derivation(board, 'd').lines).toHaveLength(MAX_LINES)
    expect(addLines(board, 'd', null, [{ text: '' }])).toHaveProperty('refused')
  })
})

describe('a derivation among several people', () => {
  it('keeps what both type into one line, what both add, and the moves of both', () => {
    const { ada, ben } = pair()
    const id = withLines(ada, 'x = y', 'b', 'c')
    sync(ada, ben)
    const [first = '', second = '', third = ''] = idsOf(ada, id)
    write(ada, id, first, '2x = y', 1)
    write(ben, id, first, 'x = y + z')
    added(ada, id, second, 'ada’s')
    added(ben, id, second, 'ben’s')
    moveLine(ada, id, third, 0)
    sync(ada, ben)
    expect(textsOf(ben, id)).toEqual(textsOf(ada, id))
    expect(textsOf(ada, id)[0]).toBe('c')
    expect(textsOf(ada, id)[1]).toBe('2x = y + z')
    expect([...textsOf(ada, id)].sort()).toEqual(['2x = y + z', 'ada’s', 'b', 'ben’s', 'c'])
  })

  it('takes back mine alone: typing, a move, a line, a deletion with its words (U1, U2, U9)', () => {
    const { ada, adas } = pair()
    const id = withLines(ada, 'a', 'b')
    const [a = '', b = ''] = idsOf(ada, id)
    write(ada, id, a, 'a + 1')
    moveLine(ada, id, b, 0)
    added(ada, id, b, 'new')
    setReason(ada, id, b, 'why')
    removeLines(ada, id, [b])
    expect(textsOf(ada, id)).toEqual(['new', 'a + 1'])
    const states = [
      ['b', 'new', 'a + 1'],
      ['b', 'new', 'a + 1'],
      ['b', 'a + 1'],
      ['a + 1', 'b'],
      ['a', 'b'],
    ]
    for (const state of states) {
      expect(adas.undo()).toBe(true)
      expect(textsOf(ada, id)).toEqual(state)
    }
    expect(adas.undo()).toBe(true)
    expect(shown(ada, id)).toBeUndefined()
    for (let i = 0; i < 6; i++) adas.redo()
    expect(textsOf(ada, id)).toEqual(['new', 'a + 1'])
  })

  it('keeps a line that I added and another has written in, when I undo adding it (U8)', () => {
    const { ada, ben, adas } = pair()
    const id = withLines(ada, 'a')
    const mine = added(ada, id, null, 'mine')
    sync(ada, ben)
    write(ben, id, mine, 'mine and yours')
    sync(ada, ben)
    adas.undo()
    expect(textsOf(ada, id)).toContain('mine and yours')
    const untouched = added(ada, id, null, 'mine alone')
    sync(ada, ben)
    write(ben, id, mine, 'more')
    sync(ada, ben)
    adas.undo()
    expect(idsOf(ada, id)).not.toContain(untouched)
  })

  it('brings a deleted derivation back with its lines, reasons and order', () => {
    const { ada, adas } = pair()
    const id = withLines(ada, 'a', 'b')
    setReason(ada, id, idsOf(ada, id)[1] ?? '', 'since')
    const before = element(ada, id)
    deleteElements(ada, [id])
    adas.undo()
    expect(element(ada, id)).toEqual(before)
  })

  it('reads the same on both sides whatever they do, and never loses a word that stands in a line (A1)', () => {
    const act = fc.record({
      who: fc.boolean(),
      what: fc.constantFrom('add', 'write', 'move', 'remove', 'reason', 'undo', 'redo', 'sync', 'place'),
      at: fc.nat(9),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), acts => {
        const { ada, ben, adas, bens } = pair()
        const id = withLines(ada, 'a', 'b', 'c')
        sync(ada, ben)
        for (const { who, what, at } of acts) {
          const [board, undo] = who ? [ada, adas] : [ben, bens]
          const now = shown(board, id)
          if (now?.kind !== 'derivation') {
            if (what === 'redo' || what === 'sync') sync(ada, ben)
            undo.redo()
            continue
          }
          const line = now.lines[at % Math.max(1, now.lines.length)]
          const lineId = line?.id ?? ''
          if (what === 'add') addLines(board, id, lineId, [{ text: `new ${at}` }])
          if (what === 'write' && line !== undefined && isReadable(line))
            editLine(board, id, lineId, { before: line.text, after: `${line.text}+${at}` })
          if (what === 'move') moveLine(board, id, lineId, at % 3)
          if (what === 'remove') removeLines(board, id, [lineId])
          if (what === 'reason') setReason(board, id, lineId, `because ${at}`)
          if (what === 'place') moveElements(board, [{ id, x: at, y: at }])
          if (what === 'undo') undo.undo()
          if (what === 'redo') undo.redo()
          if (what === 'sync') sync(ada, ben)
        }
        sync(ada, ben)
        send(ada, ben)
        expect(shown(ben, id)).toEqual(shown(ada, id))
        const end = shown(ada, id)
        if (end?.kind === 'derivation') for (const line of end.lines) expect(isReadable(line)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
