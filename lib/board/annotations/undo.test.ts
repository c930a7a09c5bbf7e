import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Board } from '../board'
import { openBoard } from '../board'
import { setX } from '../edit-parameters'
import { seededBoard, send, sync } from '../replicas.testing'
import { annotationsOf } from '../schema'
import { createUndo, type Undo } from '../undo'
import { openAnnotations } from './annotations'
import {
  cutInk,
  deleteElements,
  lockElements,
  moveElements,
  setAnchor,
  styleElements,
  transformElements,
} from './change'
import { duplicateElements } from './copy'
import { editText } from './edit-text'
import { COLORS, SIZES } from './element'
import { add, allShown, element, SAMPLES, shown } from './elements.testing'
import { groupElements, ungroupElements } from './group'
import { reorderElements } from './reorder'

const participants = () => {
  const [ada, ben] = [seededBoard(10), seededBoard(20)]
  return { ada, ben, adas: createUndo(ada), bens: createUndo(ben) }
}
const move = (board: Board, id: string, x: number) => moveElements(board, [{ id, x, y: 0 }])
const paint = (board: Board, id: string, color: (typeof COLORS)[number]) =>
  styleElements(board, [id], { color })
const type = (board: Board, id: string, after: string) => {
  const now = element(board, id)
  return editText(board, id, { before: 'text' in now ? now.text : '', after })
}

describe('undo on the canvas', () => {
  it('takes back annotations and the model in one order, and redo brings both again (U1)', () => {
    const { ada, adas } = participants()
    const id = add(ada, 'pen')
    setX(ada, 2)
    move(ada, id, 50)
    adas.undo()
    expect(element(ada, id).x).toBe(1)
    adas.undo()
    expect(ada.model().x).toBe(1)
    adas.undo()
    expect(shown(ada, id)).toBeUndefined()
    for (let i = 0; i < 3; i++) expect(adas.redo()).toBe(true)
    expect([element(ada, id).x, ada.model().x]).toEqual([50, 2])
    expect(adas.canRedo()).toBe(false)
  })

  it('takes back a whole gesture (U1)', () => {
    const { ada, adas } = participants()
    const id = add(ada, 'note')
    adas.beginGesture()
    for (let x = 10; x < 100; x += 10) move(ada, id, x)
    type(ada, id, 'why not?')
    adas.endGesture()
    adas.undo()
    expect(element(ada, id)).toMatchObject({ x: 3, y: 4, text: 'why?' })
  })

  it('brings a deleted element back with its text, cuts and groups', () => {
    const { ada, adas } = participants()
    const [note, pen] = [add(ada, 'note'), add(ada, 'pen')]
    groupElements(ada, [note, pen])
    cutInk(ada, new Map([[pen, [{ from: 1, to: 5 }]]]))
    type(ada, note, 'because')
    const before = allShown(ada)
    deleteElements(ada, [note, pen])
    expect(allShown(ada)).toEqual([])
    adas.undo()
    expect(allShown(ada)).toEqual(before)
  })

  it('takes back a cut, and no other', () => {
    const { ada, adas } = participants()
    const id = add(ada, 'pen')
    cutInk(ada, new Map([[id, [{ from: 1, to: 5 }]]]))
    cutInk(ada, new Map([[id, [{ from: 4, to: 9 }]]]))
    adas.undo()
    expect(element(ada, id)).toMatchObject({ cuts: [{ from: 1, to: 5 }] })
  })
})

describe('undo on the canvas among several people (D22)', () => {
  it('of a move leaves the element where another has put it since (U2)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'pen')
    move(ada, id, 10)
    sync(ada, ben)
    move(ben, id, 20)
    sync(ada, ben)
    adas.undo()
    sync(ada, ben)
    expect(element(ada, id).x).toBe(20)
    expect(element(ben, id)).toEqual(element(ada, id))
  })

  it('of a colour leaves the default that another has set since (U2, E14)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'pen', { color: 'blue' })
    paint(ada, id, 'red')
    sync(ada, ben)
    paint(ben, id, 'ink')
    sync(ada, ben)
    adas.undo()
    expect(element(ada, id).color).toBe('ink')
  })

  it('of what I made keeps it when another has changed it since, and goes on to what I did before (U8)', () => {
    const { ada, ben, adas } = participants()
    setX(ada, 7)
    const [note, pen] = [add(ada, 'note'), add(ada, 'pen')]
    sync(ada, ben)
    type(ben, note, 'why? Because of the chain rule.')
    sync(ada, ben)
    adas.undo()
    expect(shown(ada, pen)).toBeUndefined()
    expect(adas.undo()).toBe(true)
    expect(ada.model().x).toBe(1)
    sync(ada, ben)
    expect(element(ben, note)).toMatchObject({ text: 'why? Because of the chain rule.' })
    expect(element(ada, note)).toEqual(element(ben, note))
    expect(adas.canUndo()).toBe(false)
  })

  it('of several that I made in one go keeps those that others have changed since (U8)', () => {
    const { ada, ben, adas } = participants()
    adas.beginGesture()
    const [a, b] = [add(ada, 'note'), add(ada, 'note')]
    adas.endGesture()
    sync(ada, ben)
    paint(ben, a, 'red')
    sync(ada, ben)
    adas.undo()
    expect([element(ada, a).color, shown(ada, b)]).toEqual(['red', undefined])
  })

  it('keeps the words of another in what I made, deleted and brought back (U8)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'note')
    sync(ada, ben)
    type(ben, id, 'mine too')
    sync(ada, ben)
    deleteElements(ada, [id])
    adas.undo()
    adas.undo()
    expect(element(ada, id)).toMatchObject({ text: 'mine too' })
    sync(ada, ben)
    expect(element(ben, id)).toEqual(element(ada, id))
  })

  it('redoes no deletion of what another has changed since it was back (U8)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'note')
    deleteElements(ada, [id])
    adas.undo()
    sync(ada, ben)
    paint(ben, id, 'red')
    sync(ada, ben)
    expect(adas.redo()).toBe(false)
    expect(element(ada, id).color).toBe('red')
  })

  it('brings nothing back that another has deleted (U2)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'note')
    move(ada, id, 10)
    type(ada, id, 'more')
    sync(ada, ben)
    deleteElements(ben, [id])
    sync(ada, ben)
    expect(adas.undo()).toBe(false)
    expect(adas.redo()).toBe(false)
    sync(ada, ben)
    expect([shown(ada, id), shown(ben, id)]).toEqual([undefined, undefined])
  })

  it('of a deletion brings the element back as it was here, not where another moved it meanwhile', () => {
    const { ada, ben, adas, bens } = participants()
    const id = add(ada, 'note')
    sync(ada, ben)
    deleteElements(ada, [id])
    move(ben, id, 99)
    sync(ada, ben)
    expect([shown(ada, id), shown(ben, id)]).toEqual([undefined, undefined])
    adas.undo()
    sync(ada, ben)
    expect(element(ben, id)).toMatchObject({ x: 3, text: 'why?' })
    expect(bens.undo()).toBe(false)
    sync(ada, ben)
    expect(element(ada, id)).toMatchObject({ x: 3 })
    expect(element(ben, id)).toEqual(element(ada, id))
  })

  it('in a text takes back my words alone (U2)', () => {
    const { ada, ben, adas } = participants()
    const id = add(ada, 'note', { text: 'delta' })
    sync(ada, ben)
    type(ada, id, 'delta is small')
    sync(ada, ben)
    type(ben, id, 'delta is very small')
    sync(ada, ben)
    adas.undo()
    sync(ada, ben)
    expect(element(ben, id)).toMatchObject({ text: 'deltavery ' })
    expect(element(ben, id)).toEqual(element(ada, id))
  })

  it('after truly concurrent changes of one key never leaves another value than one that stood there (U4)', () => {
    for (const [mine, theirs] of [
      [30, 20],
      [10, 20],
    ]) {
      const [ada, ben] = [seededBoard(mine), seededBoard(theirs)]
      const id = add(ada, 'note', { groups: ['g'], color: 'blue' })
      sync(ada, ben)
      const undo = createUndo(ada)
      paint(ada, id, 'red')
      paint(ben, id, 'green')
      groupElements(ada, [id])
      groupElements(ben, [id])
      sync(ada, ben)
      const iWin = element(ada, id).color === 'red'
      const theirGroups = element(ben, id).groups
      undo.undo()
      undo.undo()
      sync(ada, ben)
      expect(element(ada, id)).toEqual(element(ben, id))
      expect(element(ada, id)).toMatchObject(
        iWin ? { color: 'blue', groups: ['g'] } : { color: 'green', groups: theirGroups },
      )
    }
  })
})

const DEEDS = [
  'add',
  'move',
  'paint',
  'resize',
  'size',
  'type',
  'cut',
  'group',
  'ungroup',
  'lock',
  'order',
  'anchor',
  'copy',
  'delete',
  'x',
] as const
interface Deed {
  readonly kind: (typeof DEEDS)[number] | 'undo' | 'redo' | 'begin' | 'end'
  readonly n: number
}

function perform(board: Board, undo: Undo, { kind, n }: Deed): unknown {
  const ids = [...openAnnotations(board).elements.keys()].sort()
  const id = ids[n % Math.max(1, ids.length)] ?? 'none'
  const kinds = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]
  switch (kind) {
    case 'add':
      return add(board, kinds[n % kinds.length])
    case 'move':
      return move(board, id, n)
    case 'paint':
      return paint(board, id, COLORS[n % COLORS.length])
    case 'size':
      return styleElements(board, [id], { size: SIZES[n % SIZES.length] })
    case 'resize':
      return transformElements(
        board,
        new Map([[id, { width: n + 1, height: n + 2, scale: n + 1, rotation: n / 10 }]]),
      )
    case 'type': {
      const now = shown(board, id)
      if (now === undefined || !('text' in now)) return null
      const at = n % (now.text.length + 1)
      return editText(board, id, {
        before: now.text,
        after: now.text.slice(0, at) + (n % 3 ? `<${n}>` : '') + now.text.slice(at + (n % 4)),
      })
    }
    case 'cut':
      return cutInk(board, new Map([[id, [{ from: n, to: n + 4 }]]]))
    case 'group':
      return groupElements(board, [id, ids[(n + 1) % Math.max(1, ids.length)] ?? id])
    case 'ungroup':
      return ungroupElements(board, [id])
    case 'lock':
      return lockElements(board, [id], n % 2 === 0)
    case 'order':
      return reorderElements(board, [id], (['front', 'forward', 'backward', 'back'] as const)[n % 4])
    case 'anchor':
      return setAnchor(board, id, (['anchor', 'from', 'to'] as const)[n % 3], {
        to: 'annotation',
        id: ids[0] ?? 'a',
        dx: n,
        dy: 0,
      })
    case 'copy':
      return duplicateElements(board, [id], { x: 10, y: 10 })
    case 'delete':
      return deleteElements(board, [id])
    case 'x':
      return setX(board, n)
    case 'undo':
      return undo.undo()
    case 'redo':
      return undo.redo()
    case 'begin':
      return undo.beginGesture()
    case 'end':
      return undo.endGesture()
  }
}

const deed = (kinds: readonly Deed['kind'][]) => fc.record({ kind: fc.constantFrom(...kinds), n: fc.nat(30) })
const everything: Deed['kind'][] = [...DEEDS, 'add', 'undo', 'undo', 'undo', 'redo', 'redo', 'begin', 'end']
const clientIds = fc.uniqueArray(fc.integer({ min: 2, max: 9 }), { minLength: 2, maxLength: 2 })

describe('any history of two people, with undo and redo', () => {
  it('ends in the same readable annotations on both sides (A1, D22)', () => {
    const event = fc.oneof(
      { weight: 5, arbitrary: fc.record({ who: fc.nat(1), deed: deed(everything) }) },
      { weight: 1, arbitrary: fc.constantFrom({ from: 0, to: 1 }, { from: 1, to: 0 }) },
    )
    fc.assert(
      fc.property(clientIds, fc.array(event, { maxLength: 60 }), (ids, events) => {
        const people = ids.map(id => {
          const board = seededBoard(id)
          return { board, undo: createUndo(board) }
        })
        for (const happened of events) {
          if ('from' in happened) send(people[happened.from].board, people[happened.to].board)
          else perform(people[happened.who].board, people[happened.who].undo, happened.deed)
        }
        const [ada, ben] = people.map(({ board }) => board)
        sync(ada, ben)
        expect(allShown(ben)).toEqual(allShown(ada))
        expect(openAnnotations(ada).problems()).toEqual({ list: [], more: 0 })
        const fresh = new Y.Doc()
        Y.applyUpdate(fresh, Y.encodeStateAsUpdate(ada.doc))
        expect(allShown(openBoard(fresh))).toEqual(allShown(ada))
      }),
      { numRuns: 200 },
    )
  })

  it('never takes back what the other did last to a key, or made (U2, U8)', () => {
    fc.assert(
      fc.property(
        clientIds,
        fc.array(deed([...DEEDS, 'add', 'add']), { maxLength: 20 }),
        fc.array(deed(['move', 'paint', 'size', 'resize', 'cut', 'type', 'add']), { maxLength: 10 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (ids, mine, theirs, pops) => {
          const [ada, ben] = ids.map(id => seededBoard(id))
          const undo = createUndo(ada)
          for (const each of mine) perform(ada, undo, each)
          sync(ada, ben)
          const writes = new Map<string, unknown>()
          const root = annotationsOf(ben.doc)
          const note = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
            for (const { target, path, changes } of events) {
              if (!(target instanceof Y.Map) || path.length !== 1) continue
              for (const key of changes.keys.keys()) writes.set(`${path[0]} ${key}`, target.get(key))
            }
          }
          root.observeDeep(note)
          for (const each of theirs) perform(ben, createUndo(ben), each)
          root.unobserveDeep(note)
          const made = allShown(ben).filter(([id]) => !openAnnotations(ada).elements.has(id))
          sync(ada, ben)
          for (const isUndo of pops)
            if (isUndo) undo.undo()
            else undo.redo()
          while (undo.canUndo()) undo.undo()
          for (const [place, value] of writes) {
            const [id, key] = place.split(' ')
            const map = annotationsOf(ada.doc).get(id)
            expect([place, map instanceof Y.Map ? map.get(key) : 'no element']).toEqual([place, value])
          }
          for (const [id, each] of made)
            expect(shown(ada, id)).toMatchObject({ kind: each.kind, x: 'x' in each ? each.x : 0 })
          sync(ada, ben)
          expect(allShown(ben)).toEqual(allShown(ada))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('brings everything back as it was when I am alone, and redo as it became (U1, U2)', () => {
    fc.assert(
      fc.property(fc.array(deed([...DEEDS, 'add', 'add', 'begin', 'end']), { maxLength: 30 }), deeds => {
        const board = seededBoard(10)
        const start = add(board, 'note')
        const undo = createUndo(board)
        const before = allShown(board)
        for (const each of deeds) perform(board, undo, each)
        undo.endGesture()
        const after = allShown(board)
        while (undo.canUndo()) undo.undo()
        expect(allShown(board)).toEqual(before)
        while (undo.canRedo()) undo.redo()
        expect(allShown(board)).toEqual(after)
        expect(start).toBe(before[0][0])
      }),
      { numRuns: 150 },
    )
  })
})
