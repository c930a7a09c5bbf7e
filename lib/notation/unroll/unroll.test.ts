import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, type Chain, LOSSES } from '@/lib/engine'
import { chainEnvironment, evaluatedChain } from '../evaluation/chain-environment'
import { valueIn } from '../evaluation/evaluate'
import { shapeOf, uniformShape } from '../evaluation/shape'
import { product } from '../expression/build'
import type { Expression } from '../expression/tree'
import { sameTree } from '../expression/walk'
import { readLine } from '../reader/read-line'
import { latexText } from '../writer/latex'
import { plainText } from '../writer/plain'
import { leftOf, unroll } from './unroll'

const written = (expressions: readonly Expression[]) => expressions.map(plainText)

describe('unrolling a gradient', () => {
  it('opens one step of the recursion at a time, to the final expression of the course', () => {
    const steps = unroll({ kind: 'gradW', layer: 1 }, uniformShape(3, 'tanh', 'squared'))
    expect(written(steps.map(step => step.written))).toEqual([
      'x·δ₁',
      'x·(1 − f₁²)·w₂·δ₂',
      'x·(1 − f₁²)·w₂·(1 − f₂²)·w₃·δ₃',
      'x·(1 − f₁²)·w₂·(1 − f₂²)·w₃·(1 − f₃²)·2·(f_L − y)',
    ])
    expect(plainText(steps.at(-1)?.folded ?? product())).toBe(
      'x·(1 − f₁²)·(1 − f₂²)·(1 − f₃²)·w₂·w₃·2·(f_L − y)',
    )
  })

  it('folds what is long', () => {
    const steps = unroll({ kind: 'gradW', layer: 1 }, uniformShape(9, 'sigmoid', 'half-squared'))
    expect(plainText(steps[7]?.folded ?? product())).toBe(
      'x·f₁·(1 − f₁)·f₂·(1 − f₂)·⋯·f₇·(1 − f₇)·w₂·w₃·⋯·w₈·δ₈',
    )
  })

  it('ends in f_L − y where the logistic loss follows a sigmoid', () => {
    const steps = unroll({ kind: 'delta', layer: 1 }, uniformShape(2, 'sigmoid', 'logistic'))
    expect(written(steps.map(step => step.written))).toEqual([
      'f₁·(1 − f₁)·w₂·δ₂',
      'f₁·(1 − f₁)·w₂·(f_L − y)',
    ])
  })
})

/** Weights around 1 with changing signs, so that deep chains neither die nor explode. */
function chainOf(
  depth: number,
  activation: Chain['layers'][number]['activation'],
  loss: Chain['loss'],
): Chain {
  const layers = Array.from({ length: depth }, (_, i) => ({
    w: (i % 3 === 1 ? -1 : 1) * (0.9 + (i % 5) / 10),
    activation,
  }))
  return { x: 0.8, y: 0.4, loss, layers }
}

describe.each(ACTIVATIONS)('every step of unrolling through %s', activation => {
  it.each(LOSSES)('equals the engine’s number to 1e-12 under the %s loss, and its LaTeX reads back', loss => {
    for (const depth of [1, 2, 3, 7, 64]) {
      const chain = chainOf(depth, activation, loss)
      const environment = chainEnvironment(evaluatedChain(chain, 0.1))
      for (const layer of new Set([1, Math.ceil(depth / 2), depth])) {
        const unrolled = { kind: 'gradW', layer } as const
        const engine = valueIn(leftOf(unrolled), environment)
        for (const step of unroll(unrolled, shapeOf(chain))) {
          const value = valueIn(step.general, environment)
          if (!engine.ok || !value.ok) throw new Error('no value')
          expect(Math.abs(value.value - engine.value)).toBeLessThanOrEqual(1e-12 * Math.abs(engine.value))
        }
        for (const step of unroll(unrolled, shapeOf(chain)).slice(-2)) {
          if (depth < 30) expectToReadBack(step.written)
          expectToReadBack(step.folded)
        }
      }
    }
  })
})

function expectToReadBack(expression: Expression): void {
  const latex = latexText(expression)
  const reading = readLine(latex)
  if (!reading.ok) throw new Error(`${latex}: ${reading.message}`)
  const [side] = reading.line.kind === 'equation' ? reading.line.sides : []
  if (!side || !sameTree(side, expression)) throw new Error(`${latex} reads as ${reading.words}`)
}
