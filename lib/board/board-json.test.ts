import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeChainJson } from '@/lib/engine'
import { add, allShown, forge, SAMPLES } from './annotations/elements.testing'
import { type Board, openBoard } from './board'
import { boardJson, readBoardText } from './board-json'
import { addLayer } from './edit-layers'
import { setWeight } from './edit-parameters'
import { setTitle } from './edit-title'
import { EXAMPLES } from './examples'
import { importBoard } from './import-board'
import { type Kind, openAnnotations } from './index'
import { chainOf } from './load-chain'
import { seedUpdate } from './seed'
import { createUndo } from './undo'

function newBoard(): Board {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate())
  return openBoard(doc)
}

function importAll(board: Board, text: string): string | null {
  const reading = readBoardText(text)
  if (!reading.ok) return reading.message
  const steps = importBoard(board, reading.value)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function fullBoard(): Board {
  const board = newBoard()
  addLayer(board, 1)
  setWeight(board, board.model().layers[1].id, 1 / 3)
  setTitle(board, 'Tuesday <group> & "friends"')
  for (const kind of Object.keys(SAMPLES) as Kind[]) add(board, kind)
  const layer = board.model().layers[1].id
  add(board, 'note', { anchor: { to: 'quantity', quantity: `delta/${layer}`, dx: 4, dy: 5 } })
  add(board, 'pen', { cuts: [{ from: 3, to: 9 }], locked: true, color: 'red' })
  return board
}

/** What a board says, with layers named by their places: an import gives them new ids. */
function contents(board: Board): unknown {
  const layers = board.model().layers.map(({ id }) => id)
  const byPlace = JSON.stringify(allShown(board), (_, value) =>
    value instanceof Uint8Array ? Array.from(value) : value,
  )
  return {
    chain: chainOf(board),
    title: board.model().title,
    elements: layers.reduce((text, id, place) => text.replaceAll(id, `layer ${place}`), byPlace),
  }
}

describe('a board as JSON', () => {
  test('an import into an empty board gives an equal one', () => {
    const [from, to] = [fullBoard(), newBoard()]
    expect(importAll(to, boardJson(from))).toBeNull()
    expect(contents(to)).toEqual(contents(from))
  })

  test('is a chain file too', () => {
    const json = JSON.parse(boardJson(fullBoard()))
    expect(json.layers).toHaveLength(chainOf(fullBoard()).layers.length)
    expect(json).toMatchObject({ format: 'chainboard/board', version: 1 })
  })

  test('what cannot be read is in no file, and the rest is (A9)', () => {
    const board = newBoard()
    add(board, 'text')
    for (let i = 0; i < 20; i++) forge(board, `broken-${i}`, { kind: 'rectangle', x: Number.NaN })
    const to = newBoard()
    expect(importAll(to, boardJson(board))).toBeNull()
    expect(openAnnotations(to).elements.size).toBe(1)
  })

  test('a chain alone leaves the annotations alone', () => {
    const board = fullBoard()
    const before = allShown(board).length
    expect(importAll(board, '{"x":1,"y":0,"layers":[{"w":2,"activation":"relu"}],"loss":"hinge"}')).toBeNull()
    expect(board.model().layers).toHaveLength(1)
    expect(allShown(board)).toHaveLength(before)
    expect(board.model().title).toBe('Tuesday <group> & "friends"')
  })

  test('a large board comes in parts, none larger than a live update, and is one undo item', () => {
    const from = newBoard()
    for (let i = 0; i < 60; i++) add(from, 'text', { text: 'δ'.repeat(9_000) })
    const to = newBoard()
    const before = contents(to)
    const undo = createUndo(to)
    const updates: number[] = []
    to.doc.on('update', (update: Uint8Array) => updates.push(update.length))
    undo.beginGesture()
    expect(importAll(to, boardJson(from))).toBeNull()
    undo.endGesture()
    expect(openAnnotations(to).elements.size).toBe(60)
    expect(Math.max(...updates)).toBeLessThan(300_000)
    expect(undo.undo()).toBe(true)
    expect(contents(to)).toEqual(before)
    expect(undo.canUndo()).toBe(false)
  })

  test('too many annotations are refused before anything is written', () => {
    const board = fullBoard()
    const before = contents(board)
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      id: `a${i}`,
      kind: 'line',
      x: 0,
      y: 0,
      end: { x: 1, y: 1 },
    }))
    const file = {
      ...JSON.parse(boardJson(board)),
      annotations: { format: 'chainboard/annotations', version: 1, layers: [], elements: many },
    }
    expect(importAll(board, JSON.stringify(file))).toMatch(/full/)
    expect(contents(board)).toEqual(before)
  })

  test.each(EXAMPLES.map(({ title, chain }) => [title, chain] as const))(
    'the chain file of “%s” reads as it was written',
    (_, chain) => {
      expect(readBoardText(writeChainJson(chain))).toEqual({
        ok: true,
        value: { chain, title: '', elements: null },
      })
    },
  )

  test('a chain that is too long for a board is refused in words', () => {
    const layers = Array.from({ length: 65 }, () => ({ w: 1, activation: 'tanh' }))
    expect(readBoardText(JSON.stringify({ x: 1, y: 0, layers, loss: 'squared' }))).toEqual({
      ok: false,
      message: 'A board holds 1 to 64 layers and at most 100 samples.',
    })
  })

  test.each([
    ['x = 1', /not JSON/],
    ['[]', /./],
    ['null', /./],
    ['{"format":"chainboard/board","version":2}', /newer/],
    ['{"format":"excalidraw","elements":[]}', /does not hold elements/],
    [
      '{"x":1,"y":0,"layers":[{"w":"abc","activation":"tanh"}],"loss":"squared"}',
      /layers\[0\]\.w must be a number/,
    ],
    ['{"__proto__":{"x":1},"format":"chainboard/annotations","version":1,"elements":{}}', /does not hold/],
  ])('%s is refused in words', (text, words) => {
    const reading = readBoardText(text)
    expect(reading.ok).toBe(false)
    expect(reading.ok ? '' : reading.message).toMatch(words)
  })
})
