import { describe, expect, it } from 'vitest'
import { evaluatedChain } from '../evaluation/chain-environment'
import { shapeOf } from '../evaluation/shape'
import { checkDerivation } from './check-derivation'
import { DerivationChecker } from './derivation-checker'

const chainWith = (w: number) =>
  evaluatedChain(
    {
      x: 0.7,
      y: 0.3,
      loss: 'squared',
      layers: [
        { w: 0.8, activation: 'tanh' },
        { w, activation: 'tanh' },
      ],
    },
    0.1,
  )
const shape = shapeOf(chainWith(1).chain)

const LINES = [
  '\\frac{\\partial L}{\\partial w_1} = x \\delta_1',
  "\\delta_1 = f'(z_1) w_2 \\delta_2",
  '= (1-f_1^2) w_2 \\delta_2',
  '\\delta_1 = (1-f_1^2) w_1 \\delta_2',
  'w_2 = 0.5',
  'oops(',
  '\\frac{\\partial L}{\\partial w_1} = x (1-f_1^2) w_2 \\delta_2',
]

describe('a checker that remembers', () => {
  it('says of every line what one that has seen nothing says, whatever was changed before', () => {
    const checker = new DerivationChecker()
    const states = [
      LINES,
      LINES.slice(1),
      LINES.map((line, i) => (i === 1 ? '' : line)),
      [...LINES].reverse(),
      LINES,
    ]
    for (const here of [null, chainWith(0.5), chainWith(-1), chainWith(0.5)])
      for (const texts of states)
        expect([...checker.check(texts, shape, here)]).toEqual(checkDerivation(texts, shape, here))
  })

  it('gives back the same answer for a line that holds, whatever the numbers, and looks again at one that does not', () => {
    const checker = new DerivationChecker()
    const before = [...checker.check(LINES, shape, chainWith(0.5))]
    const after = [...checker.check(LINES, shape, chainWith(0.6))]
    expect(before.map(({ check }) => check.verdict)).toEqual([
      'holds',
      'holds',
      'holds',
      'fails',
      'only-here',
      'unclear',
      'holds',
    ])
    expect(after.map(({ check }) => check.verdict)).toEqual([
      'holds',
      'holds',
      'holds',
      'fails',
      'fails',
      'unclear',
      'holds',
    ])
    for (const i of [0, 1, 2, 5, 6]) expect(after[i]).toBe(before[i])
  })

  it('lets a line go on over one that is still empty', () => {
    const checked = checkDerivation([LINES[1] ?? '', ' ', '= (1-f_1^2) w_2 \\delta_2'], shape, null)
    expect(checked.map(({ check }) => check.verdict)).toEqual(['holds', 'unclear', 'holds'])
  })

  it('stops where its caller stops', () => {
    const lines = new DerivationChecker().check(LINES, shape, null)
    expect(lines.next().value).toMatchObject({ check: { verdict: 'holds' } })
    expect(lines.return().done).toBe(true)
  })
})
