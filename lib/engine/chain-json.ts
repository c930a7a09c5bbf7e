import { jsonNumber } from './number-text'
import {
  ACTIVATIONS,
  type Chain,
  type Layer,
  LOSSES,
  OPTIMISERS,
  ORDERS,
  type RunOptions,
  type Sample,
} from './types'

/** A chain as files and the command line hold it, with what a run of it needs. */
export interface ChainJson extends Chain, RunOptions {
  readonly eta?: number
  /** A whole number of steps. */
  readonly steps?: number
  /** At least one; absent when the only sample is (x, y). */
  readonly samples?: readonly Sample[]
}

export type ChainReading =
  | { readonly ok: true; readonly value: ChainJson }
  | { readonly ok: false; readonly message: string }

const MOST_LAYERS = 100_000

/**
 * Reads a parsed JSON value
 * `{"x", "y", "layers": [{"w", "b"?, "activation"}], "loss", "eta"?, "steps"?, "samples"?: [{"x", "y"}], "order"?, "seed"?,
 * "batch"?, "optimiser"?}`.
 * Numbers must be finite; there are 1 to 100,000 layers; fields that it does not know are ignored. A refusal names the
 * place and what was found there, in one line: `layers[2].w must be a number, found "abc"`.
 */
export function readChainJson(value: unknown): ChainReading {
  try {
    return { ok: true, value: readChain(value) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message }
    throw error
  }
}

/** The JSON text of a chain, one layer and one sample a line; `readChainJson` gives back the same bits. */
export function writeChainJson(chain: ChainJson): string {
  const fields = [
    `"x": ${jsonNumber(chain.x)}`,
    `"y": ${jsonNumber(chain.y)}`,
    `"layers": ${listText(chain.layers.map(layerText))}`,
    `"loss": "${chain.loss}"`,
  ]
  if (chain.eta !== undefined) fields.push(`"eta": ${jsonNumber(chain.eta)}`)
  if (chain.steps !== undefined) fields.push(`"steps": ${jsonNumber(chain.steps)}`)
  if (chain.samples !== undefined) fields.push(`"samples": ${listText(chain.samples.map(sampleText))}`)
  if (chain.order !== undefined) fields.push(`"order": "${chain.order}"`)
  if (chain.seed !== undefined) fields.push(`"seed": ${chain.seed}`)
  if (chain.batch !== undefined) fields.push(`"batch": ${chain.batch === 'all' ? '"all"' : chain.batch}`)
  if (chain.optimiser !== undefined) fields.push(`"optimiser": "${chain.optimiser}"`)
  return `{\n  ${fields.join(',\n  ')}\n}\n`
}

/** One layer as JSON text. */
export function layerText({ w, b, activation }: Layer): string {
  const bias = b === undefined ? '' : `, "b": ${jsonNumber(b)}`
  return `{"w": ${jsonNumber(w)}${bias}, "activation": "${activation}"}`
}

function sampleText({ x, y }: Sample): string {
  return `{"x": ${jsonNumber(x)}, "y": ${jsonNumber(y)}}`
}

function listText(items: readonly string[]): string {
  return `[\n    ${items.join(',\n    ')}\n  ]`
}

class Refusal extends Error {}

type Fields = Readonly<Record<string, unknown>>

function readChain(value: unknown): ChainJson {
  const chain = readObject(value, 'the chain')
  const eta = optional(chain.eta, 'eta', readNumber)
  const steps = optional(chain.steps, 'steps', readSteps)
  const samples = optional(chain.samples, 'samples', readSamples)
  const order = optional(chain.order, 'order', (value, path) => readName(value, path, ORDERS))
  const seed = optional(chain.seed, 'seed', readSeed)
  const batch = optional(chain.batch, 'batch', readBatch)
  const optimiser = optional(chain.optimiser, 'optimiser', (value, path) => readName(value, path, OPTIMISERS))
  return {
    x: readNumber(chain.x, 'x'),
    y: readNumber(chain.y, 'y'),
    layers: readLayers(chain.layers, 'layers'),
    loss: readName(chain.loss, 'loss', LOSSES),
    ...(eta !== undefined && { eta }),
    ...(steps !== undefined && { steps }),
    ...(samples !== undefined && { samples }),
    ...(order !== undefined && { order }),
    ...(seed !== undefined && { seed }),
    ...(batch !== undefined && { batch }),
    ...(optimiser !== undefined && { optimiser }),
  }
}

function readLayers(value: unknown, path: string): Layer[] {
  const layers = readArray(value, path)
  if (layers.length > MOST_LAYERS)
    throw new Refusal(`${path} holds ${layers.length}, the most is ${MOST_LAYERS}`)
  return layers.map((layer, i) => readLayer(layer, `${path}[${i}]`))
}

function readLayer(value: unknown, path: string): Layer {
  const layer = readObject(value, path)
  const w = readNumber(layer.w, `${path}.w`)
  const b = optional(layer.b, `${path}.b`, readNumber)
  const activation = readName(layer.activation, `${path}.activation`, ACTIVATIONS)
  return b === undefined ? { w, activation } : { w, b, activation }
}

function readSamples(value: unknown, path: string): Sample[] {
  return readArray(value, path).map((item, i) => {
    const sample = readObject(item, `${path}[${i}]`)
    return { x: readNumber(sample.x, `${path}[${i}].x`), y: readNumber(sample.y, `${path}[${i}].y`) }
  })
}

function readSteps(value: unknown, path: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value)
  throw refusal(value, path, 'a whole number from 0 on')
}

function readSeed(value: unknown, path: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 0xffffffff) return Number(value)
  throw refusal(value, path, 'a whole number from 0 to 4294967295')
}

function readBatch(value: unknown, path: string): number | 'all' {
  if (value === 'all' || (Number.isSafeInteger(value) && Number(value) >= 1))
    return value === 'all' ? value : Number(value)
  throw refusal(value, path, 'a whole number from 1 on, or "all"')
}

function readNumber(value: unknown, path: string): number {
  if (typeof value !== 'number') throw refusal(value, path, 'a number')
  if (!Number.isFinite(value)) throw refusal(value, path, 'a finite number')
  return value
}

function readName<Name extends string>(value: unknown, path: string, names: readonly Name[]): Name {
  const name = names.find(known => known === value)
  if (name === undefined) throw refusal(value, path, `one of ${names.join(', ')}`)
  return name
}

function readArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refusal(value, path, 'an array')
  if (value.length === 0) throw new Refusal(`${path} must not be empty`)
  return value
}

function readObject(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(value, path, 'an object')
  }
  // Any object may be asked for any field; what is not there reads as undefined.
  return value as Fields
}

function optional<Value>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string) => Value,
): Value | undefined {
  return value === undefined ? undefined : read(value, path)
}

function refusal(value: unknown, path: string, wanted: string): Refusal {
  if (value === undefined) return new Refusal(`${path} is missing: it must be ${wanted}`)
  return new Refusal(`${path} must be ${wanted}, found ${inWords(value)}`)
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}
