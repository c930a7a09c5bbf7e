import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openBoard } from './board'
import { derive } from './derive'
import { setWeight, setX } from './edit-parameters'
import { addSteps } from './edit-run'
import { setTitle } from './edit-title'
import { layerId, seededBoard, send } from './replicas.testing'
import { isSeeded } from './schema'

describe('a board', () => {
  it('is the same for the same document', () => {
    const { doc } = seededBoard(10)
    expect(openBoard(doc)).toBe(openBoard(doc))
  })

  it('knows whether the seed has arrived', () => {
    const empty = openBoard(new Y.Doc())
    expect(isSeeded(empty.doc)).toBe(false)
    expect(empty.model().layers).toHaveLength(1)
    send(seededBoard(10), empty)
    expect(isSeeded(empty.doc)).toBe(true)
    expect(empty.model().layers).toHaveLength(3)
  })

  it('gives the same model until the model changes', () => {
    const board = seededBoard(10)
    const before = board.model()
    board.doc.getMap('annotations').set('note', 'elsewhere')
    expect(board.model()).toBe(before)
    setX(board, 2)
    expect(board.model()).not.toBe(before)
  })

  it('keeps the references of what has not changed', () => {
    const board = seededBoard(10)
    const before = board.model()
    setTitle(board, 'A title')
    expect(board.model().layers).toBe(before.layers)
    expect(board.model().run).toBe(before.run)
    setWeight(board, layerId(board, 2), 7)
    const after = board.model()
    expect(after.layers).not.toBe(before.layers)
    expect(after.layers[0]).toBe(before.layers[0])
    expect(after.layers[1]).not.toBe(before.layers[1])
    expect(after.samples).toBe(before.samples)
  })

  it('tells its listeners of changes of the model, mine and others’, until they stop', () => {
    const [board, other] = [seededBoard(10), seededBoard(20)]
    let calls = 0
    const stop = board.subscribe(() => calls++)
    setX(board, 2)
    expect(calls).toBe(1)
    setX(other, 3)
    send(other, board)
    expect(calls).toBe(2)
    board.doc.getMap('annotations').set('note', 'elsewhere')
    expect(calls).toBe(2)
    stop()
    setX(board, 4)
    expect(calls).toBe(2)
  })

  it('keeps the run of the engine while only the number of steps changes', () => {
    const board = seededBoard(10)
    const { run } = derive(board.model())
    addSteps(board, 5)
    expect(derive(board.model()).run).toBe(run)
    setTitle(board, 'A title')
    expect(derive(board.model()).run).toBe(run)
    setX(board, 2)
    expect(derive(board.model()).run).not.toBe(run)
  })
})
