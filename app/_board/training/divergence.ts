import { type Chain, evaluate, type Run } from '@/lib/engine'
import { findOverflow, type Overflow, overflowedTo } from '@/lib/notation'
import { plainSymbol } from '../symbol/QuantitySymbol'
import { count } from './count'

/** Of `wanted` more steps after `steps`, those up to the one that diverges: further ones change nothing. */
export function usefulSteps(run: Run, steps: number, wanted: number): number {
  const divergedAt = run.divergesBy(steps + wanted)
  return divergedAt === null ? wanted : Math.max(0, divergedAt - steps)
}

const told = new WeakMap<Run, { readonly divergedAt: number; readonly words: string }>()

/** The divergence in words: what overflowed on the way through the chain, and the first parameter that is lost to it. */
export function divergenceWords(run: Run, divergedAt: number): string {
  const known = told.get(run)
  if (known?.divergedAt === divergedAt) return known.words
  const cause = overflowIn(run, divergedAt)
  const overflowed = cause === null ? '' : `${plainSymbol(cause.first)} ${overflowedTo(cause.value)}, and `
  const words = `Diverged at step ${count(divergedAt)}: ${overflowed}${lostParameter(run, divergedAt)} is no longer a finite number. Try a smaller η.`
  told.set(run, { divergedAt, words })
  return words
}

/** What overflows in the passes over the samples of the step that diverges; null when only the step itself is too large. */
function overflowIn(run: Run, divergedAt: number): Overflow | null {
  const { loss, samples } = run.start
  const layers = run.layersAt(divergedAt - 1)
  for (const place of run.batchAt(divergedAt - 1)) {
    const chain: Chain = { ...samples[place], loss, layers }
    const overflow = findOverflow(chain, evaluate(chain))
    if (overflow !== null) return overflow
  }
  return null
}

function lostParameter(run: Run, step: number): string {
  for (const [i, { w, b }] of run.layersAt(step).entries()) {
    if (!Number.isFinite(w)) return plainSymbol({ kind: 'w', layer: i + 1 })
    if (b !== undefined && !Number.isFinite(b)) return plainSymbol({ kind: 'b', layer: i + 1 })
  }
  return 'a parameter'
}
