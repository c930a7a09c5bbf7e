import type { Loss } from '@/lib/engine'
import type { Board } from './board'
import { derive } from './derive'
import { edit, editableLayer, setKey } from './edit'
import { type Parameter, paramKey } from './schema'
import { isFiniteNumber, isLoss } from './values'

/*
 * Every command on a board is one local transaction and one undo item (U1). It returns false, with nothing written,
 * when it is refused: a number that is not finite, an unknown name, something that somebody has removed, a full board.
 * An edit that changes nothing writes nothing and returns true. `at` is the step that the participant is looking at;
 * absent, the last one (E2).
 */

export const setX = (board: Board, value: number, at?: number): boolean => setNumber(board, 'x', value, at)
export const setY = (board: Board, value: number, at?: number): boolean => setNumber(board, 'y', value, at)
/** Sets the learning rate η. */
export const setEta = (board: Board, value: number, at?: number): boolean =>
  setNumber(board, 'eta', value, at)

export function setLoss(board: Board, loss: Loss, at?: number): boolean {
  return isLoss(loss) && setKey(board, 'loss', loss, at)
}

/** Turns the biases on or off. Their values are kept while off. */
export const setBiases = (board: Board, on: boolean, at?: number): boolean => setKey(board, 'biases', on, at)

export const setWeight = (board: Board, layerId: string, value: number, at?: number): boolean =>
  setParameter(board, layerId, 'w', value, at)

export const setBias = (board: Board, layerId: string, value: number, at?: number): boolean =>
  setParameter(board, layerId, 'b', value, at)

function setNumber(board: Board, key: 'x' | 'y' | 'eta', value: number, at: number | undefined): boolean {
  return isFiniteNumber(value) && setKey(board, key, value, at)
}

function setParameter(
  board: Board,
  layerId: string,
  which: Parameter,
  value: number,
  at: number | undefined,
): boolean {
  if (editableLayer(board, layerId) === null || !isFiniteNumber(value)) return false
  const shown = derive(board.model(), { step: at ?? null }).layers.find(({ id }) => id === layerId)
  if (shown !== undefined && Object.is(shown[which], value)) return true
  return edit(board, at, ({ params, run }) => params.set(paramKey(run, layerId, which), value))
}
