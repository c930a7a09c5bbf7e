import { readsLogit, type Shape } from '../evaluation/shape'
import { delta, factorsOf, product, slopeAt, w, z } from '../expression/build'
import { type LayerIndex, layer } from '../expression/layer-index'
import { type Expression, RUN_LETTER, type Run } from '../expression/tree'
import { lastDeltaFactors, slopeForm } from './right-forms'

/** As many factors are written out; of more, the first two and the last. */
const LONGEST_WRITTEN = 3

/**
 * The factors `before`, then δ_start unrolled as far as δ_reached with the slopes gathered first and the weights behind them, as
 * the course writes the final expression: x(1 − f₁²)(1 − f₂²)⋯(1 − f_L²) w₂w₃⋯w_L 2(f_L − y).
 */
export function folded(
  before: readonly Expression[],
  start: number,
  reached: number,
  shape: Shape,
): Expression {
  const depth = shape.activations.length
  const isEnd = reached > depth
  const slopeAfter = (index: LayerIndex) => slopeFor(shape, start, Math.min(reached - 1, depth), index)
  const lastSlope = isEnd && !readsLogit(shape) ? depth : Math.min(reached, depth) - 1
  // lastDeltaFactors begins with the slope of layer L, which stands among the slopes already.
  const slopes = factorsOf(slopeAfter(layer(depth))).length
  const ending = isEnd
    ? lastDeltaFactors(shape, slopeAfter(layer(depth))).slice(readsLogit(shape) ? 0 : slopes)
    : [delta(reached)]
  return product(
    ...before,
    ...range(start, lastSlope, slopeAfter),
    ...range(start + 1, Math.min(reached, depth), w),
    ...ending,
  )
}

/** One form for all slopes of the range: the activation's own where there is one activation, else f′(zᵢ). */
function slopeFor({ activations }: Shape, from: number, to: number, index: LayerIndex): Expression {
  const [first = 'identity', ...others] = activations.slice(from - 1, to)
  return others.every(activation => activation === first) ? slopeForm(first, index) : slopeAt(z(index))
}

function range(from: number, to: number, member: (index: LayerIndex) => Expression): readonly Expression[] {
  if (to - from < LONGEST_WRITTEN) {
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
      factorsOf(member(layer(from + i))),
    ).flat()
  }
  const pattern = member({ letter: RUN_LETTER, offset: 0 })
  const run: Run = {
    kind: 'run',
    operation: 'product',
    group: factorsOf(pattern),
    from: layer(from),
    to: layer(to),
    step: 1,
    before: 2,
    after: 1,
    swallowed: 0,
  }
  return [run]
}
