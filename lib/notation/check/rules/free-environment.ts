import { type Activation, activate, slope } from '@/lib/engine'
import type { Environment, Spot } from '../../evaluation/environment'
import { valueIn } from '../../evaluation/evaluate'
import { dependsOn, type Link, linksBetween } from '../../evaluation/path'
import { readsLogit, type Shape } from '../../evaluation/shape'
import { Y } from '../../expression/build'
import type { Expression, Named } from '../../expression/tree'
import { lossForm, lossSlopeForm } from '../../unroll/right-forms'
import { Random } from '../random'

/** The rules by which a line may follow, in words; a derivative of z is read off its definition. */
export const RULES = {
  z: 'definition of z',
  f: 'definition of f',
  loss: 'definition of the loss',
  delta: 'definition of δ',
  step: 'the update rule',
  slope: 'derivative of the activation',
  df: 'f′ is the derivative of f',
  dz: 'definition of z',
  dloss: 'derivative of the loss',
  chain: 'chain rule',
} as const
export type Rule = keyof typeof RULES

/**
 * A chain whose quantities are free numbers, except where a rule ties them together. Two sides that agree here follow from each
 * other by these rules and algebra alone.
 *
 * `abstract`: of this activation nothing is known, so that fᵢ and f′(zᵢ) are free, and f(zᵢ) is fᵢ.
 */
export class FreeEnvironment implements Environment {
  readonly depth: number
  /** What each symbol turned out to be. */
  private readonly free = new Map<string, number>()
  private readonly random: Random

  constructor(
    private readonly shape: Shape,
    private readonly rules: ReadonlySet<Rule>,
    seed: number,
    private readonly abstract: Activation | null = null,
  ) {
    this.depth = shape.activations.length
    this.random = new Random(seed)
  }

  readonly hasBias = (layer: number): boolean => this.shape.biased[layer - 1] ?? false

  readonly valueAt = (spot: Spot): number => {
    const key = `${spot.name}${spot.layer}`
    const known = this.free.get(key)
    if (known !== undefined) return known
    const value =
      this.ruledValue(spot) ?? this.anyNumber(spot.name === 'f' ? 0.2 : 0.5, spot.name === 'f' ? 0.8 : 1.5)
    this.free.set(key, value)
    return value
  }

  /** What a rule says of the quantity, if one does. */
  private ruledValue({ name, layer }: Spot): number | null {
    if (name === 'z' && this.rules.has('z')) return this.weightedInput(layer)
    if (name === 'f' && this.rules.has('f') && !this.isAbstract(layer)) {
      return activate(this.activationAt(layer), this.valueAt({ name: 'z', layer }))
    }
    if (name === 'delta' && this.rules.has('delta')) return this.derivative(LOSS, { name: 'z', layer })
    if (name === 'loss' && this.rules.has('loss')) return this.valueOfForm(lossForm(this.shape))
    return null
  }

  readonly updated = (name: 'w' | 'b', layer: number): number => {
    const spot = { name, layer }
    if (!this.rules.has('step')) return this.freely(`new ${name}${layer}`)
    return this.valueAt(spot) - this.valueAt({ name: 'eta', layer: 0 }) * this.derivative(LOSS, spot)
  }

  readonly derivative = (of: Spot, by: Spot): number => {
    if (of.name === by.name && of.layer === by.layer) return 1
    if (!dependsOn(of, by, this.depth)) return 0
    const links = linksBetween(of, by, this.depth)
    const [only] = links
    if (links.length === 1 && only) return this.ofLink(only)
    if (!this.rules.has('chain')) return this.freely(`∂${of.name}${of.layer}/∂${by.name}${by.layer}`)
    return links.reduce((product, link) => product * this.ofLink(link), 1)
  }

  readonly activation = (prime: boolean, input: number, at: Spot | null): number => {
    if (at?.name === 'z') {
      if (prime) return this.slopeAt(at.layer)
      if (this.isAbstract(at.layer)) return this.valueAt({ name: 'f', layer: at.layer })
      if (!this.rules.has('f')) return this.freely(`f(z${at.layer})`)
    }
    const activation = this.activationAt(at?.layer ?? 1)
    return prime ? slope(activation, input) : activate(activation, input)
  }

  private activationAt(layer: number) {
    return this.shape.activations[layer - 1] ?? 'identity'
  }

  private isAbstract(layer: number): boolean {
    return this.activationAt(layer) === this.abstract
  }

  private weightedInput(layer: number): number {
    const input = this.valueAt(layer === 1 ? { name: 'x', layer: 0 } : { name: 'f', layer: layer - 1 })
    const weighted = input * this.valueAt({ name: 'w', layer })
    return this.hasBias(layer) ? weighted + this.valueAt({ name: 'b', layer }) : weighted
  }

  /** f′(zᵢ), in terms of fᵢ where the activation has such a form. */
  private slopeAt(layer: number): number {
    if (this.isAbstract(layer) || !this.rules.has('slope')) return this.freely(`slope${layer}`)
    const activation = this.activationAt(layer)
    const f = () => this.valueAt({ name: 'f', layer })
    if (activation === 'tanh') return 1 - f() * f()
    return activation === 'sigmoid' ? f() * (1 - f()) : slope(activation, this.valueAt({ name: 'z', layer }))
  }

  private ofLink({ of, by }: Link): number {
    const key = `∂${of.name}${of.layer}/∂${by.name}${by.layer}`
    if (of.name === 'f') return this.rules.has('df') ? this.slopeAt(of.layer) : this.freely(key)
    if (of.name === 'loss') {
      if (!this.rules.has('dloss')) return this.freely(key)
      if (by.name === 'y') return this.valueOfForm(lossForm(this.shape), Y) ?? this.freely(key)
      if (!readsLogit(this.shape)) return this.lossSlope(key)
      const error = this.valueAt({ name: 'f', layer: this.depth }) - this.valueAt({ name: 'y', layer: 0 })
      return error / this.slopeAt(this.depth)
    }
    if (!this.rules.has('dz')) return this.freely(key)
    if (by.name === 'b') return 1
    if (by.name !== 'w') return this.valueAt({ name: 'w', layer: of.layer })
    return this.valueAt(of.layer === 1 ? { name: 'x', layer: 0 } : { name: 'f', layer: of.layer - 1 })
  }

  /** Where the loss has no short form for its slope, the slope stays free. */
  private lossSlope(key: string): number {
    const form = lossSlopeForm(this.shape)
    return form.kind === 'derivative' ? this.freely(key) : (this.valueOfForm(form) ?? Number.NaN)
  }

  /** The value of a form, or of its derivative by `by`, if it has one. */
  private valueOfForm(form: Expression, by?: Named): number | null {
    const value = valueIn(by === undefined ? form : { kind: 'derivative', of: form, by }, this)
    return value.ok ? value.value : null
  }

  private freely(key: string): number {
    const known = this.free.get(key)
    if (known !== undefined) return known
    const value = this.anyNumber(0.5, 1.5)
    this.free.set(key, value)
    return value
  }

  private anyNumber(low: number, high: number): number {
    return low + ((high - low) * this.random.below(1_000_003)) / 1_000_003
  }
}

const LOSS: Spot = { name: 'loss', layer: 0 }
