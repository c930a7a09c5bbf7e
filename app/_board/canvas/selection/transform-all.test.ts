import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addElements, type Element, newElementId, transformElements } from '@/lib/board'
import { stageForTests } from '../tools/select/stage.testing'
import { MOST_AT_ONCE, transformAll } from './transform-all'

/** Frames of a window, shown one by one. */
let frames: FrameRequestCallback[] = []
const nextFrame = () => {
  const due = frames
  frames = []
  for (const callback of due) callback(0)
  return due.length > 0
}

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
})
afterEach(() => vi.unstubAllGlobals())

function boardOf(count: number) {
  const table = stageForTests()
  const { stage } = table
  const ids = Array.from({ length: count }, () => newElementId(stage.board))
  const boxes = ids.map((id, i) => ({ id, kind: 'rectangle' as const, x: i, y: 0, width: 10, height: 10 }))
  addElements(stage.board, boxes)
  const stored = (id: string) => stage.annotations.elements.get(id) as Element // just added
  const right = new Map(ids.map((id, i) => [id, { x: i + 1000, y: 0 }]))
  const movedCount = () => ids.filter((id, i) => stored(id)?.x === i + 1000).length
  const shownCount = () => ids.filter((id, i) => stage.places.get(id)?.x === i + 1000).length
  return { ...table, ids, right, movedCount, shownCount }
}

const MANY = MOST_AT_ONCE + 700

it('writes a few elements at once', () => {
  const { stage, right, shownCount } = boardOf(3)
  const end = vi.fn()
  transformAll(stage, right, end)
  expect(end).toHaveBeenCalledOnce()
  expect(shownCount()).toBe(3)
})

it('writes very many in parts, shows them where they were until all is written, and then all of them', () => {
  const { stage, right, movedCount, shownCount } = boardOf(MANY)
  const end = vi.fn(() => expect(movedCount()).toBe(MANY))
  transformAll(stage, right, end)
  expect(movedCount()).toBeGreaterThan(0)
  expect(movedCount()).toBeLessThan(MANY)
  do {
    expect(shownCount()).toBe(0)
    expect(end).not.toHaveBeenCalled()
  } while (nextFrame() && movedCount() < MANY)
  while (nextFrame());
  expect(end).toHaveBeenCalledOnce()
  expect(shownCount()).toBe(MANY)
})

it('is one undo item however many parts it has', () => {
  const { stage, right, movedCount } = boardOf(MANY)
  transformAll(stage, right, () => undefined)
  while (nextFrame());
  expect(movedCount()).toBe(MANY)
  stage.undo.undo()
  expect(movedCount()).toBe(0)
  stage.undo.redo()
  expect(movedCount()).toBe(MANY)
})

it('is written to its end before the next press of a key or a pointer does anything', () => {
  const listeners = new Map<string, (event: unknown) => void>()
  vi.stubGlobal('addEventListener', (type: string, listener: (event: unknown) => void) =>
    listeners.set(type, listener),
  )
  const { stage, right, movedCount } = boardOf(MANY)
  const end = vi.fn()
  transformAll(stage, right, end)
  listeners.get('keydown')?.({ key: 'Shift' })
  expect(end).not.toHaveBeenCalled()
  listeners.get('keydown')?.({ key: 'z' })
  expect(end).toHaveBeenCalledOnce()
  expect(movedCount()).toBe(MANY)
})

it('passes over what others delete meanwhile', () => {
  const { stage, doc, ids, right, movedCount, shownCount } = boardOf(MANY)
  transformAll(stage, right, () => undefined)
  const [last] = ids.slice(-1)
  doc.transact(() => doc.getMap('annotations').delete(last), 'others')
  expect(stage.places.get(last)).toBeUndefined()
  while (nextFrame());
  expect(movedCount()).toBe(MANY - 1)
  expect(shownCount()).toBe(MANY - 1)
})

it('shows what others move meanwhile where they have put it', () => {
  const { stage, ids, right } = boardOf(MANY)
  transformAll(stage, right, () => undefined)
  transformElements(stage.board, new Map([[ids[0], { x: 5000, y: 0 }]]))
  while (nextFrame());
  expect(stage.places.get(ids[0])?.x).toBe(5000)
})

it('takes along what holds on to one of them when all of it shows', () => {
  const { stage, ids, right } = boardOf(MANY)
  const note = newElementId(stage.board)
  const anchor = { to: 'annotation' as const, id: ids[0], dx: 100, dy: 0 }
  addElements(stage.board, [{ id: note, kind: 'note', x: 105, y: 5, text: 'why?', anchor }])
  const before = stage.places.get(note)?.x
  transformAll(stage, right, () => undefined)
  expect(stage.places.get(note)?.x).toBe(before)
  while (nextFrame());
  expect(stage.places.get(note)?.x).toBe((before ?? 0) + 1000)
})
