import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { openBoard, seedUpdate, setX } from '@/lib/board'
import { pacedBoard } from './paced-board'

/** The tasks that wait for the next frame, by the number that the browser gave them. */
const waiting = new Map<number, () => void>()

function paintFrame(): void {
  const tasks = [...waiting.values()]
  waiting.clear()
  for (const task of tasks) task()
}

function boardOf(clientId: number) {
  const doc = new Y.Doc()
  doc.clientID = clientId
  Y.applyUpdate(doc, seedUpdate())
  return openBoard(doc)
}

function follow() {
  const [mine, other] = [boardOf(10), boardOf(20)]
  const { board, stop } = pacedBoard(mine)
  const seen: number[] = []
  board.subscribe(() => seen.push(board.model().x))
  const otherSets = (x: number) => {
    setX(other, x)
    Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(other.doc))
  }
  return { board, stop, seen, otherSets }
}

describe('a paced board', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    let last = 0
    vi.stubGlobal('requestAnimationFrame', (task: () => void) => {
      waiting.set(++last, task)
      return last
    })
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => waiting.delete(frame))
  })
  afterEach(() => {
    waiting.clear()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('tells of many edits of others once, in the next frame, with the last of them', () => {
    const { seen, otherSets } = follow()
    for (const x of [2, 3, 4]) otherSets(x)
    expect(seen).toEqual([])
    paintFrame()
    expect(seen).toEqual([4])
    otherSets(5)
    paintFrame()
    expect(seen).toEqual([4, 5])
  })

  it('tells of my own edits at once, and not again of those of others before them', () => {
    const { board, seen, otherSets } = follow()
    otherSets(2)
    setX(board, 3)
    expect(seen).toEqual([3])
    paintFrame()
    vi.runAllTimers()
    expect(seen).toEqual([3])
  })

  it('does not wait for a frame in a tab that paints none', () => {
    const { seen, otherSets } = follow()
    otherSets(2)
    vi.advanceTimersByTime(50)
    expect(seen).toEqual([2])
    paintFrame()
    expect(seen).toEqual([2])
  })

  it('is quiet when it has been stopped', () => {
    const { stop, seen, otherSets } = follow()
    otherSets(2)
    stop()
    otherSets(3)
    paintFrame()
    vi.runAllTimers()
    expect(seen).toEqual([])
  })
})
