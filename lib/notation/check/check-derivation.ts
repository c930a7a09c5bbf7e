import type { EvaluatedChain } from '../evaluation/chain-environment'
import type { Shape } from '../evaluation/shape'
import { type CheckedLine, DerivationChecker } from './derivation-checker'

/**
 * Reads and checks the lines of a derivation, in order: a line may go on from the one before it, and follow from any earlier one.
 * `here` is the chain on the board, if it has this shape. Never throws.
 */
export const checkDerivation = (
  texts: readonly string[],
  shape: Shape,
  here: EvaluatedChain | null,
): readonly CheckedLine[] => [...new DerivationChecker().check(texts, shape, here)]
