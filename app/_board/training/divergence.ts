import type { Run } from '@/lib/engine'
import { plainSymbol } from '../symbol/QuantitySymbol'
import { count } from './count'

/** Of `wanted` more steps after `steps`, those up to the one that diverges: further ones change nothing. */
export function usefulSteps(run: Run, steps: number, wanted: number): number {
  const divergedAt = run.divergesBy(steps + wanted)
  return divergedAt === null ? wanted : Math.max(0, divergedAt - steps)
}

/** The divergence in words, naming the first parameter that is no longer finite. */
export function divergenceWords(run: Run, divergedAt: number): string {
  return `Diverged at step ${count(divergedAt)}: ${lostParameter(run, divergedAt)} is no longer a finite number. Try a smaller η.`
}

function lostParameter(run: Run, step: number): string {
  for (const [i, { w, b }] of run.layersAt(step).entries()) {
    if (!Number.isFinite(w)) return plainSymbol({ kind: 'w', layer: i + 1 })
    if (b !== undefined && !Number.isFinite(b)) return plainSymbol({ kind: 'b', layer: i + 1 })
  }
  return 'a parameter'
}
