import type { Chain, Passes, Run } from '@/lib/engine'
import type { Quantity } from './quantity'

/** Where the numbers of a board stand: the chain, its two passes, and the step of the run that it is at. */
export interface Evaluated {
  readonly chain: Chain
  readonly passes: Passes
  readonly run: Run
  /** Steps taken so far. */
  readonly step: number
  /** The sample that the passes are of, by its place in the run's table (from 0). */
  readonly sample: { readonly index: number }
}

/** The quantity's value, or undefined when the chain has no such layer or that layer has no bias. */
export function quantityValue(quantity: Quantity, { chain, passes, run }: Evaluated): number | undefined {
  switch (quantity.kind) {
    case 'x':
      return chain.x
    case 'y':
      return chain.y
    case 'eta':
      return run.start.eta
    case 'loss':
      return passes.loss
    case 'gradX':
      return passes.gradX
    case 'w':
      return chain.layers[quantity.layer - 1]?.w
    case 'b':
      return chain.layers[quantity.layer - 1]?.b
    case 'z':
      return passes.z[quantity.layer - 1]
    case 'f':
      return passes.f[quantity.layer - 1]
    case 'delta':
      return passes.delta[quantity.layer - 1]
    case 'gradW':
      return passes.gradW[quantity.layer - 1]
    case 'gradB':
      return chain.layers[quantity.layer - 1]?.b === undefined ? undefined : passes.delta[quantity.layer - 1]
  }
}
