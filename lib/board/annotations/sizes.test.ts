import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Board } from '../board'
import { seededBoard } from '../replicas.testing'
import { addElements } from './add'
import { cutInk, moveElements, styleElements } from './change'
import type { Color, Size } from './element'
import { newElementId } from './new-id'

/** The greatest client id that Yjs draws, and most do not have fewer digits. */
const CLIENT = 4_294_967_291

/** As many bytes as sixty points of a hand with pressure take. */
const POINTS = Uint8Array.from({ length: 185 }, (_, i) => (i * 37 + 11) & 255)

/** A board on which thousands of strokes stand, so that clocks and orders have the digits that they get in use. */
function busyBoard(): Board {
  const board = seededBoard(CLIENT)
  const strokes = Array.from({ length: 8_000 }, (_, i) => ({
    id: newElementId(board),
    kind: 'pen' as const,
    x: i / 8,
    y: -i / 8,
    points: Uint8Array.of(1),
  }))
  addElements(board, strokes)
  // Each colour writes anew what the one before wrote: the clock goes on.
  for (const color of ['red', 'blue', 'green'] as const)
    styleElements(
      board,
      strokes.map(({ id }) => id),
      { color },
    )
  return board
}

/** By how much the document grows, and how long the update is, by what `edit` does. */
function cost(board: Board, edit: () => unknown): { readonly growth: number; readonly update: number } {
  const before = Y.encodeStateAsUpdate(board.doc).length
  let update = 0
  const measure = (bytes: Uint8Array) => {
    update += bytes.length
  }
  board.doc.on('update', measure)
  edit()
  board.doc.off('update', measure)
  return { growth: Y.encodeStateAsUpdate(board.doc).length - before, update }
}

function drawn(
  board: Board,
  style: { color?: Color; size?: Size } = {},
  kind: 'pen' | 'highlighter' = 'pen',
) {
  const id = newElementId(board)
  const draw = () =>
    addElements(board, [{ id, kind, x: -12_345.678, y: 9_876.543, points: POINTS, ...style }])
  return { id, ...cost(board, draw) }
}

describe('a stroke of sixty points (A5)', () => {
  const board = busyBoard()

  it('takes at most 260 bytes of the document, and 300 as an update', () => {
    const { growth, update } = drawn(board)
    expect({ growth, update }).toEqual({ growth: 250, update: 261 })
  })

  it('takes two bytes more for a colour and two for a size, whatever their names, and with a highlighter too', () => {
    expect(drawn(board, { color: 'red' })).toMatchObject({ growth: 252, update: 263 })
    expect(drawn(board, { color: 'violet', size: 'xl' })).toMatchObject({ growth: 254, update: 265 })
    // The first highlight of a board: its order is two letters shorter.
    expect(drawn(board, { color: 'violet', size: 'xl' }, 'highlighter')).toMatchObject({
      growth: 252,
      update: 263,
    })
  })

  it('is moved in at most 60 bytes, the first time and again', () => {
    const { id } = drawn(board)
    const move = (x: number) => cost(board, () => moveElements(board, [{ id, x, y: -x / 3 }])).update
    expect([move(77.7), move(1_234.56), move(-98_765.4)]).toEqual([47, 51, 51])
  })

  it('is cut in at most 60 bytes', () => {
    const { id } = drawn(board)
    expect(cost(board, () => cutInk(board, new Map([[id, [{ from: 123, to: 456 }]]]))).update).toBeLessThan(
      60,
    )
  })
})
