import { Fnv64 } from './fnv'
import { isPlain, scheduleOf } from './schedule'
import { ACTIVATIONS, type Layer, LOSSES, OPTIMISERS, ORDERS, type Passes, type RunStart } from './types'

// DIGEST.md beside this file says the same in words, for another implementation.

const RUN = 1
const RESULTS = 2
const PARAMETERS = 3
const STATE = 4

/** 16 hex digits over everything that determines a run of `steps` steps. */
export function digestOfRun(start: RunStart, steps: number): string {
  const { layers, loss, samples, eta } = start
  const hash = new Fnv64()
  hash.writeByte(RUN)
  hash.writeByte(LOSSES.indexOf(loss))
  writeParameters(hash, layers)
  for (const { activation } of layers) hash.writeByte(ACTIVATIONS.indexOf(activation))
  hash.writeDouble(samples.length)
  for (const { x, y } of samples) {
    hash.writeDouble(x)
    hash.writeDouble(y)
  }
  hash.writeDouble(eta)
  hash.writeDouble(steps)
  const schedule = scheduleOf(start)
  if (!isPlain(schedule)) {
    hash.writeByte(ORDERS.indexOf(schedule.order))
    hash.writeDouble(schedule.seed)
    hash.writeDouble(schedule.batch)
    hash.writeByte(OPTIMISERS.indexOf(schedule.optimiser))
  }
  return hash.hex()
}

/** 16 hex digits over everything that the engine computed for a chain. */
export function digestOfResults(passes: Passes): string {
  const hash = new Fnv64()
  hash.writeByte(RESULTS)
  writePasses(hash, passes)
  return hash.hex()
}

/** 16 hex digits over the parameters that a run has reached. */
export function digestOfParameters(layers: readonly Layer[]): string {
  const hash = new Fnv64()
  hash.writeByte(PARAMETERS)
  writeParameters(hash, layers)
  return hash.hex()
}

/** 16 hex digits over one state of a run: the parameters that it has reached, and both passes with them. */
export function digestOfState(layers: readonly Layer[], passes: Passes): string {
  const hash = new Fnv64()
  hash.writeByte(STATE)
  writeParameters(hash, layers)
  writePasses(hash, passes)
  return hash.hex()
}

/** The number of layers; then w of each, a byte that says whether it has a bias, and the bias if it has one. */
function writeParameters(hash: Fnv64, layers: readonly Layer[]): void {
  hash.writeDouble(layers.length)
  for (const { w, b } of layers) {
    hash.writeDouble(w)
    hash.writeByte(b === undefined ? 0 : 1)
    if (b !== undefined) hash.writeDouble(b)
  }
}

/** z, f, the loss, δ, ∂𝓛/∂w and ∂𝓛/∂x, in this order. */
function writePasses(hash: Fnv64, { z, f, loss, delta, gradW, gradX }: Passes): void {
  hash.writeDoubles(z)
  hash.writeDoubles(f)
  hash.writeDouble(loss)
  hash.writeDoubles(delta)
  hash.writeDoubles(gradW)
  hash.writeDouble(gradX)
}
