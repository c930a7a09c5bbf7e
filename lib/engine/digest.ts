import { Fnv64 } from './fnv'
import { ACTIVATIONS, type Chain, type Layer, LOSSES, type Passes, type RunStart } from './types'

// DIGEST.md beside this file says the same in words, for another implementation.

const INPUTS = 1
const RESULTS = 2
const PARAMETERS = 3
const RUN = 4
const STATE = 5

/** 16 hex digits over everything that determines the passes over a chain. */
export function digestOfInputs(chain: Chain): string {
  const hash = new Fnv64()
  hash.writeByte(INPUTS)
  hash.writeDouble(chain.x)
  hash.writeDouble(chain.y)
  hash.writeByte(LOSSES.indexOf(chain.loss))
  writeParameters(hash, chain.layers)
  for (const { activation } of chain.layers) hash.writeByte(ACTIVATIONS.indexOf(activation))
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

/** 16 hex digits over everything that determines a run of `steps` steps. */
export function digestOfRun({ layers, loss, samples, eta }: RunStart, steps: number): string {
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
  return hash.hex()
}

/** 16 hex digits over everything computed for one state of a run: the parameters it has reached and both passes. */
export function digestOfState(layers: readonly Layer[], passes: Passes): string {
  const hash = new Fnv64()
  hash.writeByte(STATE)
  writeParameters(hash, layers)
  writePasses(hash, passes)
  return hash.hex()
}

/** z, f, the loss, δ, ∂𝓛/∂w and ∂𝓛/∂x, in this order. */
function writePasses(hash: Fnv64, passes: Passes): void {
  hash.writeDoubles(passes.z)
  hash.writeDoubles(passes.f)
  hash.writeDouble(passes.loss)
  hash.writeDoubles(passes.delta)
  hash.writeDoubles(passes.gradW)
  hash.writeDouble(passes.gradX)
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
