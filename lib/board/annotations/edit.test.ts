import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Board, openBoard } from '../board'
import { layerId, seededBoard, sync } from '../replicas.testing'
import { addElements } from './add'
import { openAnnotations } from './annotations'
import {
  cutInk,
  deleteElements,
  lockElements,
  moveElements,
  setAnchor,
  setElementTitle,
  setImage,
  styleElements,
  transformElements,
} from './change'
import { editText } from './edit-text'
import type { Kind } from './element'
import { add, allShown, element, forge, SAMPLES, shown } from './elements.testing'
import { groupElements, ungroupElements } from './group'
import { newElementId } from './new-id'
import { byOrder } from './orders'
import { reorderElements } from './reorder'
import type { NewElement } from './write-element'

/** How many updates the document sends while `act` runs. */
function updatesOf(board: Board, act: () => unknown): number {
  let count = 0
  const follow = () => {
    count++
  }
  board.doc.on('update', follow)
  act()
  board.doc.off('update', follow)
  return count
}

const fromBottom = (board: Board): string[] =>
  allShown(board)
    .map(([id]) => element(board, id))
    .sort(byOrder)
    .map(({ id }) => id)

describe('every command on annotations (E1, E13)', () => {
  const commands: Record<string, (board: Board, id: string) => string | null> = {
    move: (board, id) => moveElements(board, [{ id, x: 70, y: 80 }]),
    transform: (board, id) => transformElements(board, new Map([[id, { rotation: 1 }]])),
    style: (board, id) => styleElements(board, [id], { color: 'red', size: 'l' }),
    anchor: (board, id) => setAnchor(board, id, 'anchor', { to: 'quantity', quantity: 'loss', dx: 1, dy: 2 }),
    text: (board, id) => editText(board, id, { before: 'why?', after: 'why not?' }),
    reorder: (board, id) => reorderElements(board, [id], 'back'),
    group: (board, id) => groupElements(board, [id]),
  }

  it.each(Object.entries(commands))(
    '%s is one transaction, and writes nothing the second time',
    (name, command) => {
      const board = seededBoard(10)
      add(board, 'note')
      const id = add(board, 'note')
      expect(updatesOf(board, () => expect(command(board, id)).toBeNull())).toBe(1)
      const again =
        name === 'text'
          ? () => editText(board, id, { before: 'why?', after: 'why?' })
          : () => command(board, id)
      if (name !== 'group') expect(updatesOf(board, () => expect(again()).toBeNull())).toBe(0)
    },
  )

  it.each(Object.entries(commands))(
    '%s is refused in words, with nothing written, while the element is locked',
    (_, command) => {
      const board = seededBoard(10)
      const [, id] = [add(board, 'note'), add(board, 'note')]
      lockElements(board, [id], true)
      const before = element(board, id)
      const updates = updatesOf(board, () =>
        expect(command(board, id)).toBe('It is locked. Unlock it first.'),
      )
      expect(updates).toBe(0)
      expect(element(board, id)).toBe(before)
      expect(deleteElements(board, [id])).toMatch('locked')
      lockElements(board, [id], false)
      expect(command(board, id)).toBeNull()
      expect(deleteElements(board, [id])).toBeNull()
    },
  )

  it.each(Object.entries(commands))('%s says when the element is gone, or cannot be read', (_, command) => {
    const board = seededBoard(10)
    forge(board, 'broken', { kind: 'note' })
    for (const id of ['gone', 'broken', '__proto__']) {
      expect(command(board, id)).toBe('It is not on the board any more.')
    }
  })

  it('waits for the document to arrive', () => {
    const board = openBoard(new Y.Doc())
    expect(addElements(board, [{ id: 'a', ...SAMPLES.note } as NewElement])).toBe(
      'The board has not arrived yet.',
    )
    expect(Y.encodeStateAsUpdate(board.doc)).toHaveLength(2)
  })

  it('passes over those that another deleted meanwhile, and does the rest', () => {
    const board = seededBoard(10)
    const [a, b] = [add(board, 'note'), add(board, 'note')]
    deleteElements(board, [a])
    expect(
      moveElements(
        board,
        [a, b].map(id => ({ id, x: 9, y: 9 })),
      ),
    ).toBeNull()
    expect(element(board, b)).toMatchObject({ x: 9, y: 9 })
    expect(shown(board, a)).toBeUndefined()
  })
})

describe('adding', () => {
  it('puts several at once on top of their layers, in the order given', () => {
    const board = seededBoard(10)
    const first = add(board, 'pen')
    const ids = Array.from({ length: 30 }, () => newElementId(board))
    expect(
      updatesOf(board, () =>
        addElements(
          board,
          ids.map(id => ({ ...SAMPLES.pen, id }) as NewElement),
        ),
      ),
    ).toBe(1)
    expect(fromBottom(board)).toEqual([first, ...ids])
    expect(new Set(ids).size).toBe(30)
  })

  it('takes an id that was given out long before, while others were used (R2)', () => {
    const board = seededBoard(10)
    const [stroke, other] = [newElementId(board), newElementId(board)]
    const between = add(board, 'note')
    addElements(board, [{ ...SAMPLES.pen, id: stroke } as NewElement])
    expect(new Set([stroke, other, between, newElementId(board)]).size).toBe(4)
    expect(element(board, stroke)).toMatchObject({ kind: 'pen' })
  })

  it.each<[string, Kind, object]>([
    ['a number that is none', 'pen', { x: Number.NaN }],
    ['a place far out', 'note', { y: 2e7 }],
    ['no points', 'pen', { points: new Uint8Array() }],
    ['a text that is too long', 'note', { text: 'x'.repeat(20_001) }],
    ['a formula that is too long', 'math', { text: 'x'.repeat(5_001) }],
    ['a width of nothing', 'frame', { width: 0 }],
    ['a colour that is none', 'pen', { color: 'puce' }],
    ['an id that is none', 'pen', { id: 'a/b' }],
    ['an id that is taken', 'pen', { id: 'there' }],
  ])('is refused with %s (E8)', (_, kind, changes) => {
    const board = seededBoard(10)
    addElements(board, [{ ...SAMPLES.pen, id: 'there' } as NewElement])
    const good = { ...SAMPLES.note, id: 'good' } as NewElement
    const bad = { ...SAMPLES[kind], id: 'bad', ...changes } as NewElement
    const updates = updatesOf(board, () => expect(addElements(board, [good, bad])).toMatch(/\.$/))
    expect([updates, allShown(board).length]).toEqual([0, 1])
  })

  it('is refused when the board is full', () => {
    const board = seededBoard(10)
    board.doc.transact(() => {
      for (let i = 0; i < 20_000; i++) forge(board, `e-${i}`, 'x')
    })
    expect(addElements(board, [{ ...SAMPLES.note, id: 'n' } as NewElement])).toMatch('full')
  })
})

describe('changing', () => {
  it('gives each kind of a selection what it has of a style', () => {
    const board = seededBoard(10)
    const [note, ellipse, arrow] = [add(board, 'note'), add(board, 'ellipse'), add(board, 'arrow')]
    styleElements(board, [note, ellipse, arrow], { color: 'teal', fill: 'tint', heads: 'both' })
    expect(element(board, note)).not.toHaveProperty('fill')
    expect(element(board, ellipse)).toMatchObject({ color: 'teal', fill: 'tint' })
    expect(element(board, arrow)).toMatchObject({ color: 'teal', heads: 'both' })
  })

  it('writes a default too, so that an older value is not brought back by the undo of another (E14)', () => {
    const board = seededBoard(10)
    const id = add(board, 'ellipse', { color: 'red' })
    styleElements(board, [id], { color: 'ink' })
    expect(element(board, id)).toMatchObject({ color: 'ink' })
    expect((board.doc.getMap('annotations').get(id) as Y.Map<unknown>).get('color')).toBe('ink')
  })

  it('resizes, turns and bends, and refuses what is no length', () => {
    const board = seededBoard(10)
    const [ellipse, arrow, pen] = [add(board, 'ellipse'), add(board, 'arrow'), add(board, 'pen')]
    const transforms = new Map<string, object>([
      [ellipse, { x: 1, y: 2, width: 30, height: 40, rotation: 0.5 }],
      [arrow, { end: { x: 5, y: 6 }, bend: 0.25 }],
      [pen, { scale: 2 }],
    ])
    expect(transformElements(board, transforms)).toBeNull()
    for (const [id, fields] of transforms) expect(element(board, id)).toMatchObject(fields)
    expect(transformElements(board, new Map([[ellipse, { width: -1 }]]))).toMatch(/\.$/)
    expect(transformElements(board, new Map([[ellipse, { height: Number.NaN }]]))).toMatch(/\.$/)
    expect(moveElements(board, [{ id: pen, x: Number.POSITIVE_INFINITY, y: 0 }])).toMatch(/\.$/)
  })

  it('sets what it holds on to and where it lies by that, a title, an image', () => {
    const board = seededBoard(10)
    const [note, frame, image] = [add(board, 'note'), add(board, 'frame'), add(board, 'image')]
    const anchor = { to: 'quantity', quantity: `delta/${layerId(board, 2)}`, dx: 1, dy: 2 } as const
    setAnchor(board, note, 'anchor', anchor, { x: 100, y: 200 })
    expect(element(board, note)).toMatchObject({ anchor, x: 100, y: 200, anchorLost: false })
    setElementTitle(board, frame, 'Step\n1')
    expect(element(board, frame)).toMatchObject({ title: 'Step 1' })
    expect(setImage(board, image, { hash: 'cd'.repeat(32), type: 'image/webp' })).toBeNull()
    expect(setImage(board, image, { hash: 'short', type: 'image/webp' })).toMatch(/\.$/)
    expect(element(board, image)).toMatchObject({ hash: 'cd'.repeat(32), type: 'image/webp' })
  })

  it('erases parts of strokes: the cuts of two people add up, and what is erased costs nothing', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const id = add(ada, 'pen')
    const cut = (board: Board, from: number, to: number) => cutInk(board, new Map([[id, [{ from, to }]]]))
    sync(ada, ben)
    cut(ada, 10, 20)
    cut(ben, 15, 30)
    cut(ben, 100, 110)
    sync(ada, ben)
    expect(element(ada, id)).toMatchObject({
      cuts: [
        { from: 10, to: 30 },
        { from: 100, to: 110 },
      ],
    })
    expect(element(ben, id)).toEqual(element(ada, id))
    expect(updatesOf(ada, () => cut(ada, 12, 28))).toBe(0)
    expect(cut(ada, 3, 2)).toMatch(/\.$/)
    expect(cutInk(ada, new Map([[add(ada, 'note'), [{ from: 0, to: 1 }]]]))).toMatch(/\.$/)
  })

  it('deletes what cannot be read, too (D26)', () => {
    const board = seededBoard(10)
    forge(board, 'broken', { kind: 'pen' })
    forge(board, '__proto__', 1)
    expect(deleteElements(board, ['broken', '__proto__'])).toBeNull()
    expect(openAnnotations(board).problems()).toEqual({ list: [], more: 0 })
  })
})

describe('groups', () => {
  it('stand in each other, and are dissolved from the outside', () => {
    const board = seededBoard(10)
    const [a, b, c] = [add(board, 'note'), add(board, 'note'), add(board, 'pen')]
    groupElements(board, [a, b])
    groupElements(board, [b, c])
    const groupsOf = (id: string) => element(board, id).groups
    expect(groupsOf(a)).toHaveLength(2)
    expect(groupsOf(a)).toEqual(groupsOf(b))
    expect(groupsOf(c)).toEqual([groupsOf(a)[1]])
    ungroupElements(board, [c])
    expect([groupsOf(a).length, groupsOf(c).length]).toEqual([1, 0])
    ungroupElements(board, [a])
    expect(groupsOf(b)).toEqual([])
    expect(ungroupElements(board, [b])).toMatch(/\.$/)
  })

  it('are at most eight deep', () => {
    const board = seededBoard(10)
    const id = add(board, 'note')
    for (let i = 0; i < 8; i++) expect(groupElements(board, [id])).toBeNull()
    expect(groupElements(board, [id])).toMatch('8 deep')
    expect(element(board, id).groups).toHaveLength(8)
  })
})

describe('the order in a layer', () => {
  it('goes to the front and back, and past one neighbour, several keeping theirs', () => {
    const board = seededBoard(10)
    const [a, b, c, d, e] = Array.from({ length: 5 }, () => add(board, 'note'))
    add(board, 'pen')
    const notes = () => fromBottom(board).filter(id => element(board, id).kind === 'note')
    reorderElements(board, [a, c], 'front')
    expect(notes()).toEqual([b, d, e, a, c])
    reorderElements(board, [c, e], 'back')
    expect(notes()).toEqual([e, c, b, d, a])
    reorderElements(board, [e, c], 'forward')
    expect(notes()).toEqual([b, e, c, d, a])
    reorderElements(board, [a], 'backward')
    expect(notes()).toEqual([b, e, c, a, d])
    expect(updatesOf(board, () => reorderElements(board, [d], 'forward'))).toBe(0)
  })

  it('can be changed where keys are equal, foreign, missing or too long: their neighbours get new ones (E10)', () => {
    const board = seededBoard(10)
    const order = (i: number) => ['', 'a1', 'a1', 'a1', 'a1', 'zz', 'zz', 'zzz', 'z'.repeat(200)][i]
    const ids = Array.from({ length: 9 }, (_, i) => {
      const id = `n-${i}`
      forge(board, id, { ...SAMPLES.ellipse, order: order(i) })
      return id
    })
    reorderElements(board, ['n-3'], 'backward')
    expect(fromBottom(board)).toEqual(['n-0', 'n-1', 'n-3', 'n-2', 'n-4', 'n-5', 'n-6', 'n-7', 'n-8'])
    reorderElements(board, ['n-1'], 'front')
    expect(fromBottom(board)).toEqual(['n-0', 'n-3', 'n-2', 'n-4', 'n-5', 'n-6', 'n-7', 'n-8', 'n-1'])
    const top = add(board, 'ellipse')
    expect(fromBottom(board).at(-1)).toBe(top)
    expect(ids.every(id => element(board, id).order.length < 201)).toBe(true)
  })

  it('stays short however often something is put into the same gap', () => {
    const board = seededBoard(10)
    const [bottom, a, b] = [add(board, 'note'), add(board, 'note'), add(board, 'note')]
    for (let i = 0; i < 500; i++) {
      reorderElements(board, [i % 2 ? a : b], 'backward')
      reorderElements(board, [bottom], 'back')
    }
    for (const id of [bottom, a, b]) expect(element(board, id).order.length).toBeLessThan(70)
  })

  it('is the same everywhere when two add at the same time', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    add(ada, 'pen')
    add(ben, 'pen')
    sync(ada, ben)
    expect(fromBottom(ada)).toEqual(fromBottom(ben))
    const [first, second] = fromBottom(ada)
    reorderElements(ada, [second], 'backward')
    expect(fromBottom(ada)).toEqual([second, first])
  })
})
