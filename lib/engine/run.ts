import { deltasInto } from './backward'
import { Checkpoints, type TrainedLayer } from './checkpoints'
import { forwardInto, lossOfOutput } from './forward'
import type { Layer, Run, RunStart } from './types'

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
  const size = start.layers.length
  const z = new Float64Array(size)
  const f = new Float64Array(size)
  const delta = new Float64Array(size)

  /** The parameters after `reached` steps. */
  const layers: TrainedLayer[] = start.layers.map(copyOf)
  let reached = 0
  let divergedAt: number | null = null
  const checkpoints = new Checkpoints()
  checkpoints.offer(0, layers)

  function takeStep(): void {
    const { x, y } = samples[reached % samples.length]
    forwardInto(z, f, layers, x)
    deltasInto(delta, layers, loss, y, z, f)
    for (let i = 0; i < size; i++) {
      const layer = layers[i]
      layer.w -= eta * ((i === 0 ? x : f[i - 1]) * delta[i])
      if (layer.b !== undefined) layer.b -= eta * delta[i]
    }
    reached++
  }

  function goTo(step: number): void {
    const target = divergedAt === null ? step : Math.min(step, divergedAt)
    const checkpoint = checkpoints.before(target)
    if (target < reached || checkpoint > reached) {
      checkpoints.restore(checkpoint, layers)
      reached = checkpoint
    }
    while (reached < target) {
      takeStep()
      if (!layers.every(hasFiniteParameters)) {
        divergedAt = reached
        return
      }
      checkpoints.offer(reached, layers)
    }
  }

  return {
    start,
    layersAt(step) {
      goTo(step)
      return layers.map(copyOf)
    },
    lossAt(step) {
      goTo(step)
      let sum = 0
      for (const { x, y } of samples) {
        forwardInto(z, f, layers, x)
        sum += lossOfOutput(layers, loss, y, z, f)
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

function copyOf({ w, b, activation }: Layer): TrainedLayer {
  return b === undefined ? { w, activation } : { w, b, activation }
}

function hasFiniteParameters({ w, b }: Layer): boolean {
  return Number.isFinite(w) && (b === undefined || Number.isFinite(b))
}
