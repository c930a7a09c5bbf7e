import { type LayerIndex, sameIndex, shifted } from './layer-index'
import { type Expression, isNamed, type Line, RUN_LETTER } from './tree'

/** The parts that an expression is made of, in reading order. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'single':
    case 'layered':
      return []
    case 'updated':
    case 'negation':
    case 'absolute':
      return [expression.of]
    case 'derivative':
      return [expression.of, expression.by]
    case 'call':
      return expression.inputs
    case 'sum':
      return expression.terms
    case 'product':
      return expression.factors
    case 'quotient':
      return [expression.over, expression.under]
    case 'power':
      return [expression.base, expression.exponent]
    case 'series':
      return [expression.body]
    case 'run':
      return expression.group
  }
}

/** Whether the expression, or anything in it, is what `wanted` looks for. */
export function someIn(expression: Expression, wanted: (part: Expression) => boolean): boolean {
  return wanted(expression) || partsOf(expression).some(part => someIn(part, wanted))
}

/** The letters in indices that nothing in the expression binds, L left out. */
export function freeLetters(expression: Expression): ReadonlySet<string> {
  const free = new Set<string>()
  collectFree(expression, new Set(['L', RUN_LETTER]), free)
  return free
}

function collectFree(expression: Expression, bound: ReadonlySet<string>, free: Set<string>): void {
  const meet = ({ letter }: LayerIndex) => {
    if (letter !== null && !bound.has(letter)) free.add(letter)
  }
  if (expression.kind === 'layered') meet(expression.index)
  if (expression.kind === 'series' || expression.kind === 'run') {
    meet(expression.from)
    meet(expression.to)
  }
  const inside = expression.kind === 'series' ? new Set([...bound, expression.letter]) : bound
  for (const part of partsOf(expression)) collectFree(part, inside, free)
}

/** The expressions of a line. */
export const expressionsOf = (line: Line): readonly Expression[] =>
  line.kind === 'equation' ? line.sides : [line.target, line.value]

/** The expression with every free index sent through `change`. */
export function mapIndices(expression: Expression, change: (index: LayerIndex) => LayerIndex): Expression {
  const inside = (part: Expression) => mapIndices(part, change)
  const named = <Part extends Expression>(part: Part): Part =>
    part.kind === 'layered' ? { ...part, index: change(part.index) } : part
  switch (expression.kind) {
    case 'number':
    case 'single':
      return expression
    case 'layered':
      return named(expression)
    case 'updated':
      return { ...expression, of: named(expression.of) }
    case 'negation':
    case 'absolute':
      return { ...expression, of: inside(expression.of) }
    case 'derivative':
      return { ...expression, of: inside(expression.of), by: named(expression.by) }
    case 'call':
      return { ...expression, inputs: expression.inputs.map(inside) }
    case 'sum':
      return { ...expression, terms: expression.terms.map(inside) }
    case 'product':
      return { ...expression, factors: expression.factors.map(inside) }
    case 'quotient':
      return { ...expression, over: inside(expression.over), under: inside(expression.under) }
    case 'power':
      return { ...expression, base: inside(expression.base), exponent: inside(expression.exponent) }
    case 'series': {
      const unlessBound = (index: LayerIndex) => (index.letter === expression.letter ? index : change(index))
      const { from, to } = expression
      return {
        ...expression,
        from: change(from),
        to: change(to),
        body: mapIndices(expression.body, unlessBound),
      }
    }
    case 'run':
      return {
        ...expression,
        from: change(expression.from),
        to: change(expression.to),
        group: expression.group.map(part =>
          mapIndices(part, index => (index.letter === RUN_LETTER ? index : change(index))),
        ),
      }
  }
}

/** The expression with `letter` standing for `value`: wᵢ₊₁ with i for L − 1 is w_L. */
export function withLetter(expression: Expression, letter: string, value: LayerIndex): Expression {
  return mapIndices(expression, index => (index.letter === letter ? shifted(value, index.offset) : index))
}

/** The expression with everything that is written like `wanted` replaced by `by`. */
export function replaced(expression: Expression, wanted: Expression, by: Expression): Expression {
  if (sameTree(expression, wanted)) return by
  return mapParts(expression, part => replaced(part, wanted, by))
}

/** The expression with its parts sent through `change`; what a derivative is taken by, and what a run repeats, stays. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'negation':
    case 'absolute':
    case 'derivative':
      return { ...expression, of: change(expression.of) }
    case 'call':
      return { ...expression, inputs: expression.inputs.map(change) }
    case 'sum':
      return { ...expression, terms: expression.terms.map(change) }
    case 'product':
      return { ...expression, factors: expression.factors.map(change) }
    case 'quotient':
      return { ...expression, over: change(expression.over), under: change(expression.under) }
    case 'power':
      return { ...expression, base: change(expression.base), exponent: change(expression.exponent) }
    case 'series':
      return { ...expression, body: change(expression.body) }
    default:
      return expression
  }
}

/** Whether two expressions are written the same way. */
export function sameTree(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind) return false
  const parts = partsOf(a)
  const others = partsOf(b)
  return (
    sameHead(a, b) &&
    parts.length === others.length &&
    parts.every((part, i) => sameTree(part, others[i] ?? part))
  )
}

function sameHead(a: Expression, b: Expression): boolean {
  if (a.kind === 'number' && b.kind === 'number') return a.digits === b.digits
  if (a.kind === 'layered' && b.kind === 'layered') return a.name === b.name && sameIndex(a.index, b.index)
  if (isNamed(a) && isNamed(b)) return a.name === b.name
  if (a.kind === 'call' && b.kind === 'call') return a.name === b.name && a.prime === b.prime
  if (a.kind === 'series' && b.kind === 'series') {
    return a.operation === b.operation && a.letter === b.letter && sameRange(a, b)
  }
  if (a.kind === 'run' && b.kind === 'run') {
    const same = a.before === b.before && a.after === b.after && a.swallowed === b.swallowed
    return same && a.step === b.step && a.operation === b.operation && sameRange(a, b)
  }
  return true
}

interface Range {
  readonly from: LayerIndex
  readonly to: LayerIndex
}

const sameRange = (a: Range, b: Range): boolean => sameIndex(a.from, b.from) && sameIndex(a.to, b.to)
