import { backwardInto } from './backward'
import { Checkpoints } from './checkpoints'
import { forwardInto, lossIn } from './forward'
import type { Run, RunStart } from './types'
import { layersOf, workspaceFor } from './workspace'

/**
 * A run of stochastic gradient descent: step t (from 0) takes sample t mod m and sets
 *
 *     wᵢ ← wᵢ − η·∂𝓛/∂wᵢ        bᵢ ← bᵢ − η·δᵢ  (where there is a bias)
 *
 * with all gradients from before the step. Nothing is computed until it is asked for; asking for growing steps costs
 * each step once, and going back costs a short replay from a checkpoint. Takes at least one layer and one sample.
 */
export function startRun(start: RunStart): Run {
  const { loss, samples, eta } = start
  /** The parameters after `reached` steps. */
  const workspace = workspaceFor(start.layers)
  const { w, b, biased, delta, gradW } = workspace
  let reached = 0
  let divergedAt: number | null = null
  const checkpoints = new Checkpoints()
  checkpoints.offer(0, workspace)

  /** Answers whether all parameters are still finite. */
  function takeStep(): boolean {
    const { x, y } = samples[reached % samples.length]
    forwardInto(workspace, x)
    backwardInto(workspace, loss, x, y)
    let differences = 0
    for (let i = 0; i < w.length; i++) {
      w[i] -= eta * gradW[i]
      if (biased[i] === 1) b[i] -= eta * delta[i]
      // n − n is 0 for a finite n, and NaN for any other.
      differences += w[i] - w[i] + (b[i] - b[i])
    }
    reached++
    return differences === 0
  }

  function goTo(step: number): void {
    const target = divergedAt === null ? step : Math.min(step, divergedAt)
    const checkpoint = checkpoints.before(target)
    if (target < reached || checkpoint > reached) {
      checkpoints.restore(checkpoint, workspace)
      reached = checkpoint
    }
    while (reached < target) {
      if (!takeStep()) {
        divergedAt = reached
        return
      }
      checkpoints.offer(reached, workspace)
    }
  }

  return {
    start,
    layersAt(step) {
      goTo(step)
      return layersOf(workspace)
    },
    lossAt(step) {
      goTo(step)
      let sum = 0
      for (const { x, y } of samples) {
        forwardInto(workspace, x)
        sum += lossIn(workspace, loss, y)
      }
      return sum / samples.length
    },
    divergesBy(upTo) {
      // A known divergence is never passed, so only the steps in between need to be taken.
      if (divergedAt === null) goTo(upTo)
      return divergedAt !== null && divergedAt <= upTo ? divergedAt : null
    },
  }
}
