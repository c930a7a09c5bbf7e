import type { ChainJson, Layer, Sample } from '@/lib/engine'

// The types make these tables complete: a field that a chain gains is a field here.

const OF_A_CHAIN: Record<keyof ChainJson, true> = {
  x: true,
  y: true,
  layers: true,
  loss: true,
  eta: true,
  steps: true,
  samples: true,
  order: true,
  seed: true,
  batch: true,
  optimiser: true,
}
const OF_A_LAYER: Record<keyof Layer, true> = { w: true, b: true, activation: true }
const OF_A_SAMPLE: Record<keyof Sample, true> = { x: true, y: true }

/**
 * The first field of a parsed chain that none of the commands knows, in words, or null: a field that is spelt wrong must not be
 * taken for one that is absent. Looks at names alone; values are `readChainJson`'s to judge, and what is no object has no fields.
 */
export function unknownField(chain: unknown): string | null {
  return (
    unknownIn(chain, OF_A_CHAIN, '') ??
    unknownInItems(chain, 'layers', OF_A_LAYER) ??
    unknownInItems(chain, 'samples', OF_A_SAMPLE)
  )
}

function unknownInItems(chain: unknown, list: string, known: object): string | null {
  const items = isObject(chain) ? chain[list] : undefined
  if (!Array.isArray(items)) return null
  for (const [i, item] of items.entries()) {
    const unknown = unknownIn(item, known, `${list}[${i}].`)
    if (unknown !== null) return unknown
  }
  return null
}

function unknownIn(value: unknown, known: object, place: string): string | null {
  if (!isObject(value)) return null
  const name = Object.keys(value).find(field => !Object.hasOwn(known, field))
  if (name === undefined) return null
  return `${place}${inWords(name)} is not a field that is known here: there are ${Object.keys(known).join(', ')}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name as it stands, or quoted where that would be more than one word; one line either way. */
function inWords(name: string): string {
  if (/^\w{1,40}$/.test(name)) return name
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name)
}
