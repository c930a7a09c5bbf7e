import { activate, exp, log, slope } from '@/lib/engine'
import { type LayerIndex, type Letters, layerNumber } from '../expression/layer-index'
import {
  type Call,
  type Expression,
  isNamed,
  type Layered,
  type Named,
  RUN_LETTER,
  type Run,
  type Series,
} from '../expression/tree'
import { differentiate } from './differentiate'
import { type Environment, type Spot, spotText } from './environment'
import { NoValue } from './no-value'

/** A number, or why there is none. `leavesChain`: only because an index leaves the chain. */
export type Value =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string; readonly leavesChain: boolean }

/** Operations that may still be made, over one evaluation or many. */
export interface Budget {
  operations: number
}

/** For one evaluation; a product of 1,000 factors inside one of 1,000 takes too many. */
const MOST_OPERATIONS = 200_000
const LONGEST_RANGE = 1_000

/**
 * The value of an expression where its symbols stand for what `environment` says, and its free letters for `letters`. Sums and
 * products go from left to right, each operation rounded on its own. Never throws; bounded.
 */
export function valueIn(
  expression: Expression,
  environment: Environment,
  letters: Letters = new Map(),
  budget: Budget = { operations: MOST_OPERATIONS },
): Value {
  try {
    const bound = new Map([...letters, ['L', environment.depth]])
    return { ok: true, value: new Evaluation(environment, bound, budget).of(expression) }
  } catch (error) {
    if (!(error instanceof NoValue)) throw error
    return { ok: false, message: error.message, leavesChain: error.leavesChain }
  }
}

class Evaluation {
  constructor(
    private readonly environment: Environment,
    private readonly letters: Map<string, number>,
    private readonly budget: Budget,
  ) {}

  of(expression: Expression): number {
    this.budget.operations--
    if (this.budget.operations < 0) throw new NoValue('This takes too many operations to work out.')
    switch (expression.kind) {
      case 'number':
        return Number(expression.digits)
      case 'single':
      case 'layered':
        return this.environment.valueAt(this.spotOf(expression))
      case 'updated': {
        const { name, layer } = this.spotOf(expression.of)
        return this.environment.updated(name === 'b' ? 'b' : 'w', layer)
      }
      case 'derivative':
        return this.derivative(expression.of, expression.by)
      case 'call':
        return this.call(expression)
      case 'negation':
        return -this.of(expression.of)
      case 'sum':
        return expression.terms.reduce((sum, term) => sum + this.of(term), 0)
      case 'product':
        return expression.factors.reduce((product, factor) => product * this.of(factor), 1)
      case 'quotient':
        return this.of(expression.over) / this.of(expression.under)
      case 'power':
        return power(this.of(expression.base), this.of(expression.exponent))
      case 'absolute':
        return Math.abs(this.of(expression.of))
      case 'series':
        return this.series(expression)
      case 'run':
        return this.run(expression)
    }
  }

  private spotOf(named: Named): Spot {
    if (named.kind === 'single') return { name: named.name, layer: 0 }
    const layer = this.numberOf(named.index)
    if (named.name === 'f' && layer === 0) return { name: 'x', layer: 0 }
    const { depth, hasBias } = this.environment
    if (layer < 1 || layer > depth) throw outOfChain(named, layer, depth)
    if (named.name === 'b' && !hasBias(layer)) throw new NoValue('This chain has no biases.')
    return { name: named.name, layer }
  }

  private numberOf(index: LayerIndex): number {
    const layer = layerNumber(index, this.letters)
    if (layer === undefined) throw new NoValue(`${index.letter} stands for no layer here.`)
    return layer
  }

  private derivative(of: Expression, by: Named): number {
    if (isNamed(of)) return this.environment.derivative(this.spotOf(of), this.spotOf(by))
    return this.of(differentiate(of, by))
  }

  private call({ name, prime, inputs: [first, second] }: Call): number {
    if (first === undefined) throw new NoValue('A function has no input.')
    const input = this.of(first)
    switch (name) {
      case 'f':
        return this.environment.activation(prime, input, isNamed(first) ? this.spotOf(first) : null)
      case 'tanh':
      case 'sigmoid':
      case 'relu':
        return prime ? slope(name, input) : activate(name, input)
      case 'exp':
        return exp(input)
      case 'log':
        return log(input)
      case 'sqrt':
        return Math.sqrt(input)
      case 'sign':
        return Math.sign(input)
      case 'max':
        return Math.max(input, second === undefined ? input : this.of(second))
    }
  }

  private series({ operation, letter, from, to, body }: Series): number {
    return this.over(operation, letter, this.numberOf(from), this.numberOf(to), 1, () => this.of(body))
  }

  private run({ operation, group, from, to, step }: Run): number {
    const member = () => group.reduce((product, part) => product * this.of(part), 1)
    const terms = () => group.reduce((sum, part) => sum + this.of(part), 0)
    const ofGroup = operation === 'product' ? member : terms
    return this.over(operation, RUN_LETTER, this.numberOf(from), this.numberOf(to), step, ofGroup)
  }

  private over(
    operation: 'sum' | 'product',
    letter: string,
    from: number,
    to: number,
    step: 1 | -1,
    member: () => number,
  ): number {
    const count = (to - from) * step + 1
    if (count > LONGEST_RANGE) {
      const what = operation === 'sum' ? 'sum' : 'product'
      throw new NoValue(
        `This ${what} runs over ${count.toLocaleString('en')} members; ${LONGEST_RANGE.toLocaleString('en')} are the most.`,
      )
    }
    const outside = this.letters.get(letter)
    let result = operation === 'sum' ? 0 : 1
    for (let i = 0; i < count; i++) {
      this.letters.set(letter, from + i * step)
      result = operation === 'sum' ? result + member() : result * member()
    }
    if (outside === undefined) this.letters.delete(letter)
    else this.letters.set(letter, outside)
    return result
  }
}

const outOfChain = ({ name }: Layered, layer: number, depth: number): NoValue => {
  const layers = depth === 1 ? 'one layer' : `${depth} layers`
  return new NoValue(`There is no ${spotText({ name, layer })} in a chain of ${layers}.`, true)
}

/** Whole powers multiply out; others go through the engine's exp and log, so that every machine gets the same. */
function power(base: number, exponent: number): number {
  if (exponent === 0.5) return Math.sqrt(base)
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1_000) return exp(exponent * log(base))
  let result = 1
  for (let i = 0; i < Math.abs(exponent); i++) result *= base
  return exponent < 0 ? 1 / result : result
}
