import { digestOfRun, digestOfState } from '@/lib/engine'
import { derive } from './derive'
import type { Model } from './types'

/**
 * What a browser publishes so that the others can check it: 16 hex digits over the inputs that the document gives
 * (start, samples, η, number of steps), and 16 over everything computed from them at the last step. Null while the
 * run is still being computed.
 */
export function agreementDigest(model: Model): { inputs: string; results: string } | null {
  const { run, steps, chain, passes, computing } = derive(model)
  if (computing !== null) return null
  return { inputs: digestOfRun(run.start, steps), results: digestOfState(chain.layers, passes) }
}
