import type { Chain, Passes } from '@/lib/engine'
import { type Quantity, quantityKey, quantityName } from './quantity'

/**
 * No number is beyond ±1.8e308: a unit that needs one has overflowed. What is computed from it afterwards says
 * nothing any more (∞·0 and ∞ − ∞ have no value), until a bounded or flat activation leads back to finite numbers.
 */
export interface Overflow {
  /** What overflowed first, along the forward pass and then along the backward pass, with its value: ±∞ or NaN. */
  readonly first: Quantity
  readonly value: number
  /** Keys of the quantities that cannot be computed because of something that overflowed before them. */
  readonly lost: ReadonlySet<string>
  /** What overflowed and took the quantity with it, or the quantity itself; undefined for what is finite. */
  causeOf(quantity: Quantity): Quantity | undefined
}

/** What overflows in a chain; null where every number is finite. */
export function findOverflow(chain: Chain, passes: Passes): Overflow | null {
  if (arePassesFinite(passes) && chain.layers.every(({ w, b = 0 }) => Number.isFinite(w + b))) return null
  const causes = new Map<string, Quantity>()
  let first: { quantity: Quantity; value: number } | null = null

  /** Notes a value that may not be finite, with what it is computed from, in the order of the computation. */
  const note = (quantity: Quantity, value: number, sources: readonly Quantity[] = []): void => {
    if (Number.isFinite(value)) return
    const source = sources.map(quantityKey).find(key => causes.has(key))
    const cause = (source === undefined ? undefined : causes.get(source)) ?? quantity
    causes.set(quantityKey(quantity), cause)
    first ??= { quantity, value }
  }

  const { layers } = chain
  const depth = layers.length
  for (const [i, { w, b = 0 }] of layers.entries()) {
    const layer = i + 1
    note({ kind: 'w', layer }, w)
    note({ kind: 'b', layer }, b)
    const before: Quantity = layer === 1 ? { kind: 'x' } : { kind: 'f', layer: i }
    note({ kind: 'z', layer }, passes.z[i], [before, { kind: 'w', layer }, { kind: 'b', layer }])
    note({ kind: 'f', layer }, passes.f[i], [{ kind: 'z', layer }])
  }
  const output: Quantity = { kind: 'f', layer: depth }
  note({ kind: 'loss' }, passes.loss, [output, { kind: 'z', layer: depth }])
  for (let layer = depth; layer >= 1; layer--) {
    const after: Quantity[] =
      layer === depth
        ? [output]
        : [
            { kind: 'delta', layer: layer + 1 },
            { kind: 'w', layer: layer + 1 },
          ]
    const delta: Quantity = { kind: 'delta', layer }
    note(delta, passes.delta[layer - 1], [...after, { kind: 'z', layer }])
    note({ kind: 'gradB', layer }, passes.delta[layer - 1], [delta])
    note({ kind: 'gradW', layer }, passes.gradW[layer - 1], [delta, { kind: 'f', layer: layer - 1 }])
  }
  note({ kind: 'gradX' }, passes.gradX, [
    { kind: 'delta', layer: 1 },
    { kind: 'w', layer: 1 },
  ])

  if (first === null) return null
  const { quantity, value }: { quantity: Quantity; value: number } = first
  const lost = [...causes].filter(([key, cause]) => quantityKey(cause) !== key).map(([key]) => key)
  return {
    first: quantity,
    value,
    lost: new Set(lost),
    causeOf: quantity => causes.get(quantityKey(quantity)),
  }
}

/** What has happened to a quantity that overflowed, or to one that is lost: the end of a sentence about it. */
export function overflowedTo(value: number): string {
  if (Number.isNaN(value)) return 'overflows on the way and has no value'
  return `overflows to ${value > 0 ? '∞' : '−∞'}`
}

/**
 * What overflowed, in words: `z_3 overflows to ∞ at step 12: …`.
 *
 * @param step the step of the run, or null where no step has been taken
 */
export function overflowWords({ first, value, lost }: Overflow, step: string | null): string {
  const when = step === null ? '' : ` at step ${step}`
  const what =
    first.kind === 'w' || first.kind === 'b'
      ? `${quantityName(first)} is no longer a finite number${when}.`
      : `${quantityName(first)} ${overflowedTo(value)}${when}: no number here is larger than 1.8e308.`
  return lost.size === 0 ? what : `${what} What would follow from it is shown as —.`
}

function arePassesFinite({ z, f, loss, delta, gradW, gradX }: Passes): boolean {
  // n − n is 0 for a finite n, and NaN for any other.
  let differences = loss - loss + (gradX - gradX)
  for (let i = 0; i < z.length; i++) {
    differences += z[i] - z[i] + (f[i] - f[i]) + (delta[i] - delta[i]) + (gradW[i] - gradW[i])
  }
  return differences === 0
}
