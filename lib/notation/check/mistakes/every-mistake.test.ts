import { describe, expect, it } from 'vitest'
import type { Activation } from '@/lib/engine'
import { type Shape, uniformShape } from '../../evaluation/shape'
import { delta, derivative, LOSS, product, w, z } from '../../expression/build'
import type { Expression } from '../../expression/tree'
import { latexText } from '../../writer/latex'
import { plainText } from '../../writer/plain'
import { checkDerivation } from '../check-derivation'
import type { Subject } from '../subject'
import { MISTAKES, type MistakeCode } from './codes'
import { type Factor, factorsBetween, type Slip } from './factor'
import { slipsIn } from './slips'

/** Writes a product with a mistake in it, as somebody would who made it. */
const withSlip = (factors: readonly Factor[], { replaced, beside }: Slip): Expression =>
  product(
    ...factors.flatMap(({ tree }, place) => (replaced.has(place) ? (replaced.get(place) ?? []) : tree)),
    ...beside,
  )

/** Names that one value may have: in x w₁ … the weight too many is x for z₁, and a range is made of single factors. */
const SAME: Partial<Record<MistakeCode, readonly MistakeCode[]>> = {
  RANGE: ['NO-FPRIME', 'NO-W', 'W-SHIFT', 'F-SHIFT', 'W1-INCLUDED'],
  'EXTRA-X': ['F-SHIFT', 'DX-DW'],
  'W1-INCLUDED': ['Z-FOR-F', 'DX-DW'],
  'DELTA-SHIFT': ['X-LOST', 'F-SHIFT', 'INVERTED'],
  'Z-FOR-F': ['W1-INCLUDED'],
}

type Subjects = readonly (readonly [Expression, Subject & { kind: 'derivative' }])[]

const subjectsOf = (depth: number): Subjects =>
  Array.from({ length: depth }, (_, i) => i + 1).flatMap(
    (layer): Subjects => [
      [delta(layer), { kind: 'derivative', of: { name: 'loss', layer: 0 }, by: { name: 'z', layer } }],
      [
        derivative(LOSS, w(layer)),
        { kind: 'derivative', of: { name: 'loss', layer: 0 }, by: { name: 'w', layer } },
      ],
      ...(layer > 1
        ? [
            [
              derivative(z(layer), w(1)),
              { kind: 'derivative', of: { name: 'z', layer }, by: { name: 'w', layer: 1 } },
            ] as const,
          ]
        : []),
    ],
  )

describe.each<[number, Activation]>([
  [1, 'tanh'],
  [2, 'tanh'],
  [3, 'tanh'],
  [4, 'sigmoid'],
  [3, 'softplus'],
  [3, 'silu'],
  [3, 'elu'],
])('in a chain of %i layers with %s', (depth, activation) => {
  const shape: Shape = uniformShape(depth, activation, 'squared')

  it.each(subjectsOf(depth).map(([left, subject]) => ({ name: plainText(left), left, subject })))(
    'every mistake in $name is refused and named, at every index',
    ({ left, subject }) => {
      const factors = factorsBetween(subject.of, subject.by, depth)
      const slips = slipsIn(factors, shape, false)
      const lines = slips.map(slip => `${latexText(left)} = ${latexText(withSlip(factors, slip))}`)
      const checked = lines.flatMap(line => checkDerivation([line], shape, null))
      const surprises = checked.flatMap(({ check }, i) => {
        const code = slips[i]?.code ?? 'SIGN'
        const found = check.mistake?.code
        const isKnown = found !== undefined && (found === code || (SAME[code]?.includes(found) ?? false))
        return check.verdict === 'fails' && isKnown ? [] : [`${code}: ${lines[i]}: ${check.verdict} ${found}`]
      })
      expect(surprises).toEqual([])
    },
  )
})

it('every code of the catalogue has its words', () => {
  for (const words of Object.values(MISTAKES)) expect(words).toMatch(/^\S.*\w$/)
})
