import * as Y from 'yjs'
import { type Board, openBoard } from './board'
import { modelOf, type Nested } from './schema'
import { seedUpdate } from './seed'

/** A seeded board of a participant with this client id. */
export function seededBoard(clientId: number, seed: Uint8Array = seedUpdate()): Board {
  const doc = new Y.Doc()
  doc.clientID = clientId
  Y.applyUpdate(doc, seed, 'test')
  return openBoard(doc)
}

/** Brings `to` everything that `from` has. */
export function send(from: Board, to: Board): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'test')
}

/** Brings every board everything that any of them has. */
export function sync(...boards: readonly Board[]): void {
  for (const from of boards) for (const to of boards) if (from !== to) send(from, to)
  for (const from of boards) for (const to of boards) if (from !== to) send(from, to)
}

/** The weights at step 0 of the current run. */
export const startWeights = (board: Board): number[] => board.model().layers.map(({ w }) => w)

/** The id of layer i of the textbook. */
export function layerId(board: Board, i: number): string {
  const layer = board.model().layers[i - 1]
  if (layer === undefined) throw new Error(`The board has no layer ${i}.`)
  return layer.id
}

/** A seeded board into whose document somebody has written by hand. */
export function brokenBoard(
  vandalise: (model: Y.Map<unknown>, nested: (name: Nested) => Y.Map<unknown>) => void,
): Board {
  const board = seededBoard(10)
  const nested = (name: Nested): Y.Map<unknown> => modelOf(board.doc).get(name) as Y.Map<unknown> // the seed made it
  board.doc.transact(() => vandalise(modelOf(board.doc), nested))
  return board
}

/** Where the problems of a board are. */
export const placesOf = (board: Board): string[] => board.model().problems.map(({ where }) => where)
