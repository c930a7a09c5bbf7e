import type { ChainJson } from '@/lib/engine'
import type { Board } from './board'
import { derive } from './derive'
import { mendedMaps } from './edit'
import { LOCAL, SUPPORT } from './schema'
import { DEFAULTS } from './values'
import { fitsOnBoard, showChain, writeChain } from './write-chain'

/**
 * Puts a chain (an example, an imported file) in place of the one on the board, as one undo item: its layers, samples,
 * numbers and a run of its own with no steps; `steps` of the file is not used. The chain before it stays in the
 * document, not shown, so that undo brings it back whole (E9). Refused when the chain does not fit on a board.
 */
export function loadChain(board: Board, chain: ChainJson): boolean {
  const { doc } = board
  if (!fitsOnBoard(chain)) return false
  const maps = mendedMaps(doc)
  if (maps === null) return false
  const run = doc.transact(() => writeChain(doc, maps, chain), SUPPORT)
  doc.transact(() => showChain(maps.model, run, chain), LOCAL)
  return true
}

/**
 * The chain as it stands after `at` steps (absent: the last), with η, the samples and how a run goes through them, to be saved
 * as a file. What is as it would be without being said is not said.
 */
export function chainOf(board: Board, at?: number): ChainJson {
  const model = board.model()
  const { layers } = derive(model, { step: at ?? null }).chain
  const { x, y, loss, eta, samples, order, seed, batch, optimiser } = model
  return {
    x,
    y,
    layers,
    loss,
    eta,
    ...(samples.length > 0 && { samples: samples.map(({ x, y }) => ({ x, y })) }),
    ...(order !== DEFAULTS.order && { order }),
    ...(seed !== DEFAULTS.seed && { seed }),
    ...(batch !== DEFAULTS.batch && { batch }),
    ...(optimiser !== DEFAULTS.optimiser && { optimiser }),
  }
}
