import { backwardInto } from './backward'
import { Batches } from './batches'
import { Checkpoints } from './checkpoints'
import { digestOfRun } from './digest'
import { forwardInto, lossIn } from './forward'
import { LossTrace, pointsBefore } from './loss-trace'
import { descentOf } from './optimiser'
import { scheduleOf } from './schedule'
import type { ParameterStep, Run, RunMemory, RunStart, StepTaken } from './types'
import { layersOf, type Workspace, workspaceFor } from './workspace'

/**
 * A run of gradient descent: step t (from 0) takes the samples that `batches.ts` chooses for it, sums their gradients in the
 * order of the table, the first one as it is, divides each sum by the number of samples, and moves every
 * parameter as `optimiser.ts` says. Plain descent with one sample a step is
 *
 *     wᵢ ← wᵢ − η·∂𝓛/∂wᵢ        bᵢ ← bᵢ − η·δᵢ  (where there is a bias)
 *
 * All gradients are from before the step. Nothing is computed until it is asked for; asking for growing steps costs
 * each step once, and going back costs a short replay from a checkpoint. Takes at least one layer and one sample.
 *
 * With `keepsLosses` the mean loss is kept along the way (`loss-trace.ts`), for whoever draws its curve.
 */
export function startRun(start: RunStart, { keepsLosses = false } = {}): Run {
  const { loss, samples, eta } = start
  /** The parameters after `reached` steps. */
  const workspace = workspaceFor(start.layers)
  const { w, b, biased, delta, gradW } = workspace
  const sumW = new Float64Array(w.length)
  const sumB = new Float64Array(b.length)
  const schedule = scheduleOf(start)
  const batches = new Batches(samples.length, schedule)
  const descent = descentOf(schedule.optimiser, eta, w.length + b.length)
  let reached = 0
  /** No step beyond this one has ever been taken. */
  let furthest = 0
  /** The first step after which a parameter is not finite, once it is known. */
  let divergedAt: number | null = null
  const state = biased.includes(1) ? [w, b, descent.memory] : [w, descent.memory]
  const unitsOfAStep = w.length * schedule.batch
  const checkpoints = new Checkpoints(state, unitsOfAStep)
  checkpoints.offer(0)
  const trace = keepsLosses ? new LossTrace() : null
  /** The forward pass alone is half the work. */
  const unitsOfALoss = (w.length * samples.length) / 2

  function gradientOfBatch(): void {
    const { indices, from, to } = batches
    for (let k = from; k < to; k++) {
      const { x, y } = samples[indices[k]]
      forwardInto(workspace, x)
      backwardInto(workspace, loss, x, y)
      for (let i = 0; i < w.length; i++) {
        sumW[i] = k === from ? gradW[i] : sumW[i] + gradW[i]
        sumB[i] = k === from ? delta[i] : sumB[i] + delta[i]
      }
    }
    const count = to - from
    if (count === 1) return
    for (let i = 0; i < w.length; i++) {
      sumW[i] /= count
      sumB[i] /= count
    }
  }

  function descend(): void {
    batches.choose(reached)
    gradientOfBatch()
    descent.begin()
    descent.move(w, sumW, 0)
    descent.move(b, sumB, w.length, biased)
  }

  function takeStep(): void {
    descend()
    reached++
    furthest = Math.max(furthest, reached)
  }

  /** The mean loss over the samples with the parameters as they stand. */
  function meanLoss(): number {
    let sum = 0
    for (const { x, y } of samples) {
      forwardInto(workspace, x)
      sum += lossIn(workspace, loss, y)
    }
    return sum / samples.length
  }

  /** Answers whether the step is reached, or the divergence before it. */
  function goTo(step: number, budget: number): boolean {
    const target = divergedAt === null ? step : Math.min(step, divergedAt)
    if (target < reached && reached === furthest) checkpoints.keepFront(reached)
    const checkpoint = checkpoints.before(target)
    if (target < reached || checkpoint > reached) {
      checkpoints.restore(checkpoint)
      reached = checkpoint
    }
    for (let taken = 0; reached < target; taken++) {
      if (taken >= budget) return false
      if (reached === trace?.next) trace.keep(meanLoss())
      takeStep()
      if (!hasFiniteParameters(workspace)) {
        divergedAt = reached
        return true
      }
      checkpoints.offer(reached)
    }
    return true
  }

  function divergesBy(upTo: number): number | null {
    // A known divergence is never passed, so only steps that have never been taken can tell.
    if (divergedAt === null && upTo > furthest) goTo(upTo, Infinity)
    return divergedAt !== null && divergedAt <= upTo ? divergedAt : null
  }

  function batchAt(step: number): readonly number[] {
    batches.choose(step)
    return Array.from(batches.indices.subarray(batches.from, batches.to))
  }

  /** Takes the step, notes what it did, and puts everything back. */
  function stepAt(step: number): StepTaken {
    goTo(step, Infinity)
    const copies = () => ({ w: w.slice(), b: b.slice(), memory: descent.memory.slice() })
    const before = copies()
    descend()
    const after = copies()
    w.set(before.w)
    b.set(before.b)
    descent.memory.set(before.memory)

    const parameters = w.length + b.length
    const remembered = (memory: Float64Array, place: number): number[] =>
      Array.from(
        { length: Math.floor(memory.length / parameters) },
        (_, part) => memory[part * parameters + place],
      )
    const steps = (which: 'w' | 'b', gradients: Float64Array, offset: number): ParameterStep[] =>
      Array.from(gradients, (gradient, i) => ({
        from: before[which][i],
        to: after[which][i],
        gradient,
        before: remembered(before.memory, offset + i),
        after: remembered(after.memory, offset + i),
      }))
    return {
      number: reached + 1,
      samples: batchAt(reached),
      w: steps('w', sumW, 0),
      b: steps('b', sumB, w.length),
    }
  }

  function memory(beyond = -1): RunMemory {
    goTo(furthest, Infinity)
    const { firstLoss, losses } = (trace ?? new LossTrace()).since(beyond)
    const kept = checkpoints.after(beyond)
    return { digest: digestOfRun(start, 0), furthest, divergedAt, ...kept, firstLoss, losses }
  }

  function adopt(memory: RunMemory): void {
    if (memory.digest !== digestOfRun(start, 0)) throw new RangeError('This is the memory of another run.')
    if (memory.first - memory.interval > furthest) {
      throw new RangeError(
        `This memory begins at step ${memory.first}, but only ${furthest} steps are known here.`,
      )
    }
    if (memory.furthest <= furthest) return
    checkpoints.adopt(memory)
    trace?.adopt(memory)
    furthest = memory.furthest
    divergedAt = memory.divergedAt
  }

  return {
    start,
    get furthest() {
      return furthest
    },
    layersAt(step) {
      goTo(step, Infinity)
      return layersOf(workspace)
    },
    batchAt,
    stepAt,
    lossAt(step) {
      const kept = trace?.at(step)
      if (kept !== undefined) return kept
      goTo(step, Infinity)
      return meanLoss()
    },
    unitsTo(step) {
      if (divergedAt !== null || step <= furthest) return 0
      const losses = trace === null ? 0 : pointsBefore(step) - pointsBefore(furthest)
      return (step - furthest) * unitsOfAStep + losses * unitsOfALoss
    },
    divergesBy,
    advance: (upTo, budget) => divergedAt !== null || upTo <= furthest || goTo(upTo, budget),
    memory,
    adopt,
  }
}

function hasFiniteParameters({ w, b }: Workspace): boolean {
  // n − n is 0 for a finite n, and NaN for any other.
  let differences = 0
  for (let i = 0; i < w.length; i++) differences += w[i] - w[i] + (b[i] - b[i])
  return differences === 0
}
