import * as Y from 'yjs'
import { Fnv64 } from '@/lib/engine'
import { isId, type Parameter, runOfKey } from './schema'
import type { BoardLayer } from './types'

/** A run as it stands under `runs`: written once, by whoever opened it (R6). */
export interface RunRecord {
  /** The chain whose layers it trains: the id of that chain's first run. */
  readonly chain: string
  /** The run that it was opened from, or null for the first run of a chain. */
  readonly parent: string | null
  /** The step of the parent at which it was opened. */
  readonly at: number
  /** How many runs stand above it. */
  readonly depth: number
  /** Layer id → [w, b] at step 0. */
  readonly start: Readonly<Record<string, readonly [number, number]>>
}

/** How far up the parents a parameter is looked for. A hostile document can be deeper, a board never is. */
const MAX_ANCESTORS = 1000

/** The start values for the layers as they stand; the same for everyone who opens the same run. */
export const startOf = (layers: readonly BoardLayer[]): RunRecord['start'] =>
  Object.fromEntries(layers.map(({ id, w, b }) => [id, [w, b] as const]))

/** The record that stands under `id`, or null when it is missing or not a record. Start values are checked one by one. */
export function readRun(runs: Y.Map<unknown> | null, id: unknown): RunRecord | null {
  if (runs === null || !isId(id)) return null
  const value = runs.get(id)
  if (!isPlainObject(value)) return null
  const { chain, parent, at, depth, start } = ownFields(value)
  if (!isId(chain) || !(parent === null || isId(parent))) return null
  if (!isCount(at) || !isCount(depth) || !isPlainObject(start)) return null
  // Its entries are the one thing not checked here: `startValue` does that when one is asked for.
  return { chain, parent, at, depth, start: start as RunRecord['start'] }
}

/** A start value of a layer, or undefined when the record has none that can be read. */
export function startValue(record: RunRecord, layer: string, which: Parameter): number | undefined {
  if (!Object.hasOwn(record.start, layer)) return undefined
  const pair: unknown = record.start[layer]
  if (!Array.isArray(pair)) return undefined
  const value: unknown = pair[which === 'w' ? 0 : 1]
  return Number.isFinite(value) ? (value as number) : undefined // isFinite accepts numbers alone
}

/** A run in a lineage; its record is null when that cannot be read. */
interface Ancestor {
  readonly id: string
  readonly record: RunRecord | null
}

/**
 * A run and those it came from, nearest first. Ends at the first parent that cannot be read or was met before. However
 * often it is gone through, each record is read once, and none further up than somebody went.
 */
export function lineage(runs: Y.Map<unknown> | null, id: string): Iterable<Ancestor> {
  const known: Ancestor[] = []
  const met = new Set<string>()
  let next: string | null = id
  const readOn = (): boolean => {
    if (next === null || met.has(next) || met.size === MAX_ANCESTORS) return false
    const record = readRun(runs, next)
    met.add(next)
    known.push({ id: next, record })
    next = record?.parent ?? null
    return true
  }
  return {
    *[Symbol.iterator]() {
      for (let i = 0; i < known.length || readOn(); i++) yield known[i]
    },
  }
}

/**
 * The id of the run opened from `parent` at step `at` (E3): every participant computes the same. `attempt` counts from
 * 0 through the ids to try when earlier ones are used.
 */
export function runIdAfter(parent: string, at: number, attempt: number): string {
  const hash = new Fnv64()
  // Ids have nothing but ASCII in them (R2), of which every character is one byte.
  for (const character of `${parent}/${at}/${attempt}`) hash.writeByte(character.charCodeAt(0))
  return hash.hex()
}

/** The runs under which a parameter was set or a step taken. */
export function usedRuns(params: Y.Map<unknown>, steps: Y.Map<unknown>): Set<string> {
  return new Set([...params.keys(), ...steps.keys()].map(runOfKey))
}

/** Whether two records say the same, to the last bit. */
export function sameRecord(a: RunRecord, b: RunRecord): boolean {
  const layers = Object.keys(a.start)
  return (
    a.chain === b.chain &&
    a.parent === b.parent &&
    a.at === b.at &&
    a.depth === b.depth &&
    layers.length === Object.keys(b.start).length &&
    layers.every(
      id =>
        Object.is(startValue(a, id, 'w'), startValue(b, id, 'w')) &&
        Object.is(startValue(a, id, 'b'), startValue(b, id, 'b')),
    )
  )
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array) &&
  !(value instanceof Y.AbstractType) &&
  !(value instanceof Y.Doc)

/** The object's own fields alone: a stored `__proto__` must not lend it any. */
function ownFields(value: object): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(value)) fields[name] = Reflect.get(value, name)
  return fields
}
