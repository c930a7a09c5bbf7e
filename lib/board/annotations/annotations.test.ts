import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { Board } from '../board'
import { addLayer, removeLayer } from '../edit-layers'
import { setBiases, setX } from '../edit-parameters'
import { layerId, seededBoard, send, sync } from '../replicas.testing'
import { annotationsOf } from '../schema'
import { type AnnotationChange, openAnnotations } from './annotations'
import { deleteElements, moveElements, setAnchor } from './change'
import { add, allShown, element, forge, SAMPLES } from './elements.testing'
import * as reading from './read-element'

/** All that the annotations of a board say from now on, one after the other. */
function follow(board: Board): AnnotationChange[] {
  const changes: AnnotationChange[] = []
  openAnnotations(board).subscribe(change => changes.push(change))
  return changes
}

const onto = (id: string) => ({ to: 'annotation', id, dx: 1, dy: 2 }) as const

describe('the annotations of a board', () => {
  it('tell what was added, changed and removed, here and by others', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const [adas, bens] = [follow(ada), follow(ben)]
    const id = add(ada, 'note')
    moveElements(ada, [{ id, x: 30, y: 40 }])
    send(ada, ben)
    deleteElements(ben, [id])
    expect(adas.map(({ changed, isLocal }) => [[...changed.keys()], isLocal])).toEqual([
      [[id], true],
      [[id], true],
    ])
    expect(bens).toHaveLength(2)
    expect(bens[0]).toMatchObject({ isLocal: false, removed: new Set() })
    expect(bens[0].changed.get(id)).toMatchObject({ x: 30, text: 'why?' })
    expect(bens[1]).toEqual({ changed: new Map(), removed: new Set([id]), isLocal: true })
  })

  it('read one of ten thousand again when one is moved, and keep the others as they are', () => {
    const board = seededBoard(10)
    const annotations = openAnnotations(board)
    const ids = board.doc.transact(() => {
      const root = annotationsOf(board.doc)
      return Array.from({ length: 10_000 }, (_, i) => {
        const points = Uint8Array.of(i & 255)
        root.set(`s-${i}`, new Y.Map([['ink', ['pen', i, 0, 'a0', points]]]))
        return `s-${i}`
      })
    })
    const before = new Map(annotations.elements)
    const read = vi.spyOn(reading, 'readElement')
    const changes = follow(board)
    moveElements(board, [{ id: 's-5000', x: -7, y: 3 }])
    setX(board, 3)
    expect(read.mock.calls.map(([id]) => id)).toEqual(['s-5000'])
    expect(changes).toHaveLength(1)
    expect(ids.filter(id => annotations.elements.get(id) !== before.get(id))).toEqual(['s-5000'])
  })

  it('say nothing of a change that cannot be seen', () => {
    const board = seededBoard(10)
    const id = add(board, 'note')
    const before = element(board, id)
    const changes = follow(board)
    const map = annotationsOf(board.doc).get(id)
    if (map instanceof Y.Map) map.set('future', 1)
    if (map instanceof Y.Map) map.set('color', 'ink')
    expect(changes).toEqual([])
    expect(element(board, id)).toBe(before)
  })

  it('show the first 20,000 by id, on every side, and the others when there is room (A2)', () => {
    const board = seededBoard(10)
    openAnnotations(board)
    const root = annotationsOf(board.doc)
    const name = (i: number) => `e-${String(i).padStart(5, '0')}`
    board.doc.transact(() => {
      for (let i = 0; i < 20_003; i++) root.set(name(i), 'x')
    })
    const { elements } = openAnnotations(board)
    expect([elements.size, elements.has(name(19_999)), elements.has(name(20_000))]).toEqual([
      20_000,
      true,
      false,
    ])
    const problems = openAnnotations(board).problems()
    expect(problems.list[0]).toEqual({
      where: 'annotations',
      message: 'Only 20000 of 20003 annotations are shown.',
    })
    const changes = follow(board)
    board.doc.transact(() => {
      root.delete(name(0))
      root.set('a-first', 'x')
      root.delete(name(1))
    })
    expect([...changes[0].changed.keys()].sort()).toEqual(['a-first', name(20_000)])
    expect([...changes[0].removed].sort()).toEqual([name(0), name(1)])
    const other = seededBoard(20)
    send(board, other)
    expect(allShown(other)).toEqual(allShown(board))
  })
})

describe('an anchor (A7)', () => {
  it('is lost when its layer goes and found when it comes back, and then the element says so', () => {
    const board = seededBoard(10)
    const second = layerId(board, 2)
    const id = add(board, 'note', { anchor: { to: 'quantity', quantity: `delta/${second}`, dx: 5, dy: 6 } })
    const bystander = add(board, 'note')
    const changes = follow(board)
    expect(element(board, id)).toMatchObject({ anchorLost: false })
    addLayer(board, 0)
    expect(changes).toEqual([])
    removeLayer(board, second)
    expect(element(board, id)).toMatchObject({ anchorLost: true, x: 3, y: 4 })
    expect(changes.map(({ changed }) => [...changed.keys()])).toEqual([[id]])
    expect(element(board, bystander)).toMatchObject({ anchorLost: false })
  })

  it('to a bias is lost while the biases take no part', () => {
    const board = seededBoard(10)
    const anchor = { to: 'quantity', quantity: `b/${layerId(board, 1)}`, dx: 0, dy: 0 }
    const id = add(board, 'arrow', { to: anchor })
    expect(element(board, id)).toMatchObject({ toLost: true, fromLost: false })
    setBiases(board, true)
    expect(element(board, id)).toMatchObject({ toLost: false })
  })

  it('to an annotation is lost when that is deleted or cannot be read, and found when it comes', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const target = add(ada, 'rectangle')
    const id = add(ada, 'arrow', { from: onto(target) })
    expect(element(ada, id)).toMatchObject({ fromLost: false, toLost: false })
    sync(ada, ben)
    deleteElements(ben, [target])
    expect(element(ben, id)).toMatchObject({ fromLost: true })
    forge(ben, target, { ...SAMPLES.rectangle })
    expect(element(ben, id)).toMatchObject({ fromLost: false })
    forge(ben, target, 7)
    expect(element(ben, id)).toMatchObject({ fromLost: true })
  })

  it('is lost in a circle, in whatever order that was closed, and found when it is opened', () => {
    const [ada, ben] = [seededBoard(10), seededBoard(20)]
    const [a, b] = [add(ada, 'note'), add(ada, 'note')]
    const itself = add(ada, 'note')
    setAnchor(ada, itself, 'anchor', onto(itself))
    sync(ada, ben)
    setAnchor(ada, a, 'anchor', onto(b))
    setAnchor(ben, b, 'anchor', onto(a))
    sync(ada, ben)
    for (const board of [ada, ben]) {
      for (const id of [a, b, itself]) expect(element(board, id)).toMatchObject({ anchorLost: true })
    }
    setAnchor(ada, b, 'anchor', null)
    expect([element(ada, a), element(ada, b)]).toMatchObject([{ anchorLost: false }, { anchorLost: false }])
  })

  it('counts when at most eight hold on to one another from there on', () => {
    const board = seededBoard(10)
    const row = [add(board, 'note')]
    for (let i = 1; i <= 10; i++) row.push(add(board, 'note', { anchor: onto(row[i - 1]) }))
    const lost = row.map(id => element(board, id)).map(each => 'anchorLost' in each && each.anchorLost)
    expect(lost).toEqual([...Array(9).fill(false), true, true])
    setAnchor(board, row[1], 'anchor', null)
    expect(row.map(id => element(board, id)).every(each => 'anchorLost' in each && !each.anchorLost)).toBe(
      false,
    )
    setAnchor(board, row[2], 'anchor', null)
    expect(row.map(id => element(board, id)).every(each => 'anchorLost' in each && !each.anchorLost)).toBe(
      true,
    )
  })
})
