import type { Environment } from '../../evaluation/environment'
import { valueIn } from '../../evaluation/evaluate'
import type { Expression } from '../../expression/tree'
import { agree } from '../agree'
import type { Factor, Slip } from './factor'

/** A product along the chain at every point, ready to be compared with what many mistakes would make of it. */
export class ProductAtPoints {
  private readonly values: readonly (readonly number[])[]
  private readonly firstValues = new Map<Slip, number>()

  /** `rights`: the value of the whole at each point, which may hold more than these factors. */
  constructor(
    factors: readonly Factor[],
    private readonly environments: readonly Environment[],
    private readonly rights: readonly number[],
  ) {
    this.values = environments.map(environment => factors.map(({ tree }) => valueAt(tree, environment)))
  }

  /** The first of these mistakes with which the product has these values at every point. */
  find(slips: readonly Slip[], claims: readonly number[]): Slip | undefined {
    const [first = Number.NaN] = claims
    return slips.find(slip => agree(this.atFirstPoint(slip), first) && this.isWorth(slip, claims))
  }

  private isWorth(slip: Slip, claims: readonly number[]): boolean {
    return this.environments.every((_, point) =>
      agree(this.valueWith(slip, point), claims[point] ?? Number.NaN),
    )
  }

  /** Kept, because it is compared with the claim, and then with the claim with another sign, halved, doubled. */
  private atFirstPoint(slip: Slip): number {
    const known = this.firstValues.get(slip)
    if (known !== undefined) return known
    const value = this.valueWith(slip, 0)
    this.firstValues.set(slip, value)
    return value
  }

  private valueWith({ replaced, beside }: Slip, point: number): number {
    const environment = this.environments[point]
    const values = this.values[point]
    if (!environment || !values) return Number.NaN
    const put = [...replaced.values(), ...beside].reduce(
      (product, tree) => product * (tree === null ? 1 : valueAt(tree, environment)),
      1,
    )
    const taken = [...replaced.keys()].reduce((product, place) => product * (values[place] ?? Number.NaN), 1)
    if (taken !== 0) return ((this.rights[point] ?? Number.NaN) / taken) * put
    // What was taken out is 0, so the rest cannot be had by dividing.
    return values.reduce((product, value, place) => (replaced.has(place) ? product : product * value), put)
  }
}

function valueAt(tree: Expression, environment: Environment): number {
  const value = valueIn(tree, environment)
  return value.ok ? value.value : Number.NaN
}
