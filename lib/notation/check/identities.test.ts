import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, LOSSES } from '@/lib/engine'
import type { Shape } from '../evaluation/shape'
import {
  b,
  delta,
  derivative,
  f,
  inputOf,
  LOSS,
  negation,
  product,
  slopeAt,
  sum,
  w,
  X,
  z,
} from '../expression/build'
import type { Expression, Line } from '../expression/tree'
import { lastDeltaFactors, lossForm, lossSlopeForm, slopeForm, weightedInput } from '../unroll/right-forms'
import { leftOf, unroll } from '../unroll/unroll'
import { latexLine } from '../writer/latex'
import { checkDerivation } from './check-derivation'

const anyShape = (deepest: number): fc.Arbitrary<Shape> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom(...ACTIVATIONS), fc.boolean()), { minLength: 1, maxLength: deepest }),
      fc.constantFrom(...LOSSES),
    )
    .map(([layers, loss]) => ({
      activations: layers.map(([activation]) => activation),
      biased: layers.map(([, hasBias]) => hasBias),
      loss,
    }))

const equation = (...sides: readonly Expression[]): Line => ({
  kind: 'equation',
  sides,
  relations: sides.slice(1).map(() => '='),
  continues: false,
})

/** Every rule of the textbook about this shape, at every layer. */
function identitiesOf(shape: Shape): readonly Line[] {
  const depth = shape.activations.length
  const layers = Array.from({ length: depth }, (_, i) => i + 1)
  return [
    ...layers.flatMap(i => [
      equation(z(i), weightedInput(i, shape.biased[i - 1] ?? false)),
      equation(f(i), { kind: 'call', name: 'f', prime: false, inputs: [z(i)] }),
      equation(slopeAt(z(i)), slopeForm(shape.activations[i - 1] ?? 'identity', i)),
      equation(delta(i), derivative(LOSS, z(i))),
      equation(derivative(LOSS, w(i)), product(inputOf(i), delta(i))),
      equation(derivative(LOSS, w(i)), product(derivative(z(i), w(i)), derivative(LOSS, z(i)))),
      ...(shape.biased[i - 1] ? [equation(derivative(LOSS, b(i)), delta(i))] : []),
      ...(i < depth ? [equation(delta(i), product(slopeAt(z(i)), w(i + 1), delta(i + 1)))] : []),
      ...unroll({ kind: 'gradW', layer: i }, shape).map(({ folded }) =>
        equation(leftOf({ kind: 'gradW', layer: i }), folded),
      ),
      {
        kind: 'update' as const,
        target: w(i),
        value: sum(w(i), negation(product({ kind: 'single', name: 'eta' }, inputOf(i), delta(i)))),
      },
    ]),
    equation(LOSS, lossForm(shape)),
    equation(derivative(LOSS, f(depth)), lossSlopeForm(shape)),
    equation(delta(depth), product(...lastDeltaFactors(shape, slopeAt(z(depth))))),
    equation(derivative(LOSS, X), product(w(1), delta(1))),
  ]
}

describe('every identity of the recursion', () => {
  it('holds for any depth, activations, biases and loss', () => {
    fc.assert(
      fc.property(anyShape(5), shape => {
        const texts = identitiesOf(shape).map(latexLine)
        const verdicts = checkDerivation(texts, shape, null).map(
          ({ check }, i) => `${texts[i]}: ${check.verdict}`,
        )
        expect(verdicts).toEqual(texts.map(text => `${text}: holds`))
      }),
      { numRuns: 25 },
    )
  })

  it.each([1, 2, 12, 64])('holds in a chain of %i layers', depth => {
    const shape: Shape = {
      activations: Array.from({ length: depth }, () => 'tanh' as const),
      biased: Array.from({ length: depth }, () => false),
      loss: 'squared',
    }
    const texts = identitiesOf(shape)
      .filter((_, i) => depth < 20 || i % 29 === 0)
      .map(latexLine)
    for (const { check } of checkDerivation(texts, shape, null)) expect(check.verdict).toBe('holds')
  })
})
