import katex from 'katex'
import { describe, expect, it } from 'vitest'
import {
  ACTIVATIONS,
  type Chain,
  evaluate,
  LOSSES,
  OPTIMISERS,
  type RunOptions,
  type RunStart,
  startRun,
} from '@/lib/engine'
import { type Explanation, explain } from './explanation'
import { shortLatex } from './number-format'
import { type Quantity, quantityName } from './quantity'
import { type Evaluated, quantityValue } from './quantity-value'
import { meanGradientLatex, optimiserLatex } from './step-formula'

const COURSE: Chain = {
  x: 0.5,
  y: 1,
  loss: 'squared',
  layers: [
    { w: 1, activation: 'tanh' },
    { w: -0.8, activation: 'tanh' },
  ],
}

/** The chain as the only sample of a run that has not begun. */
const evaluated = (chain: Chain, options: RunOptions = {}): Evaluated => ({
  chain,
  passes: evaluate(chain),
  run: startRun({ ...chain, samples: [chain], eta: 0.1, ...options }),
  step: 0,
  sample: { index: 0 },
})

function explained(quantity: Quantity, chain: Chain = COURSE): Explanation {
  const explanation = explain(quantity, evaluated(chain))
  if (!explanation) throw new Error(`${quantityName(quantity)} has no explanation`)
  return explanation
}

const sourceNames = (explanation: Explanation): string[] => explanation.sources.map(quantityName)

/** The quantities of the whole chain, and those of the named layers. */
const quantitiesAt = (layers: readonly number[]): Quantity[] => [
  { kind: 'x' },
  { kind: 'y' },
  { kind: 'eta' },
  { kind: 'loss' },
  { kind: 'gradX' },
  ...(['w', 'b', 'z', 'f', 'delta', 'gradW', 'gradB'] as const).flatMap(kind =>
    layers.map(layer => ({ kind, layer })),
  ),
]

describe('the explanation of the forward pass', () => {
  it('gives z_1 from x, and later z from the output before', () => {
    expect(explained({ kind: 'z', layer: 1 })).toMatchObject({
      symbolic: 'z_1 = x \\cdot w_1',
      numeric: 'z_1 = 0.5 \\cdot 1 = 0.5',
      value: 0.5,
      words: 'z_1 is x times w_1.',
    })
    const second = explained({ kind: 'z', layer: 2 })
    expect(second.symbolic).toBe('z_2 = f_1 \\cdot w_2')
    expect(second.numeric).toBe('z_2 = 0.4621 \\cdot (-0.8) \\approx -0.3697')
    expect(sourceNames(second)).toEqual(['f_1', 'w_2'])
  })

  it('adds the bias only where the layer has one', () => {
    const biased: Chain = { ...COURSE, layers: [{ w: 1, b: -0.25, activation: 'tanh' }] }
    const z = explained({ kind: 'z', layer: 1 }, biased)
    expect(z.symbolic).toBe('z_1 = x \\cdot w_1 + b_1')
    expect(z.numeric).toBe('z_1 = 0.5 \\cdot 1 + (-0.25) = 0.25')
    expect(sourceNames(z)).toEqual(['x', 'w_1', 'b_1'])
    expect(explain({ kind: 'b', layer: 1 }, evaluated(COURSE))).toBeNull()
    expect(explain({ kind: 'gradB', layer: 1 }, evaluated(COURSE))).toBeNull()
  })

  it.each([
    ['tanh', '\\tanh(z_1)', '\\tanh(-0.5) \\approx -0.4621'],
    ['sigmoid', '\\frac{1}{1 + e^{-z_1}}', '\\frac{1}{1 + e^{-(-0.5)}} \\approx 0.3775'],
    ['relu', '\\max(0, z_1)', '\\max(0, -0.5) = 0'],
    ['leaky-relu', '\\max(0.01 \\cdot z_1, z_1)', '\\max(0.01 \\cdot (-0.5), -0.5) = -0.005'],
    ['softplus', '\\ln(1 + e^{z_1})', '\\ln(1 + e^{-0.5}) \\approx 0.4741'],
    ['silu', '\\frac{z_1}{1 + e^{-z_1}}', '\\frac{-0.5}{1 + e^{-(-0.5)}} \\approx -0.1888'],
    [
      'elu',
      '\\begin{cases} z_1 & z_1 > 0 \\\\ e^{z_1} - 1 & z_1 \\le 0 \\end{cases}',
      'e^{-0.5} - 1 \\approx -0.3935',
    ],
  ] as const)('writes %s as the textbook does', (activation, symbolic, numeric) => {
    const f = explained({ kind: 'f', layer: 1 }, { ...COURSE, x: -0.5, layers: [{ w: 1, activation }] })
    expect(f.symbolic).toBe(`f_1 = ${symbolic}`)
    expect(f.numeric).toBe(`f_1 = ${numeric}`)
    expect(sourceNames(f)).toEqual(['z_1'])
  })

  it('does not say the same number twice', () => {
    const f = explained({ kind: 'f', layer: 1 }, { ...COURSE, layers: [{ w: 3, activation: 'identity' }] })
    expect(f.symbolic).toBe('f_1 = z_1')
    expect(f.numeric).toBe('f_1 = 1.5')
  })

  it.each([
    ['squared', '(y - f_1)^2', '(1 - (-0.5))^2 = 2.25'],
    ['half-squared', '\\tfrac{1}{2} (y - f_1)^2', '\\tfrac{1}{2} (1 - (-0.5))^2 = 1.125'],
    ['absolute', '|y - f_1|', '|1 - (-0.5)| = 1.5'],
    ['hinge', '\\max(0, 1 - y \\cdot f_1)', '\\max(0, 1 - 1 \\cdot (-0.5)) = 1.5'],
    ['logistic', '\\ln(1 + e^{f_1}) - y \\cdot f_1', '\\ln(1 + e^{-0.5}) - 1 \\cdot (-0.5) \\approx 0.9741'],
  ] as const)('writes the %s loss with the target and the output', (loss, symbolic, numeric) => {
    const chain: Chain = { x: -0.5, y: 1, loss, layers: [{ w: 1, activation: 'identity' }] }
    const explanation = explained({ kind: 'loss' }, chain)
    expect(explanation.symbolic).toBe(`\\mathcal{L} = ${symbolic}`)
    expect(explanation.numeric).toBe(`\\mathcal{L} = ${numeric}`)
    expect(sourceNames(explanation)).toEqual(['y', 'f_1'])
  })
})

describe('the explanation of the backward pass', () => {
  it('starts at the last layer with the derivative of the loss', () => {
    const delta = explained({ kind: 'delta', layer: 2 })
    expect(delta.symbolic).toBe(
      "\\delta_2 = f'(z_2) \\cdot \\frac{\\partial \\mathcal{L}}{\\partial f_2} = (1 - f_2^2) \\cdot 2 (f_2 - y)",
    )
    expect(delta.numeric).toBe('\\delta_2 = (1 - (-0.3537)^2) \\cdot 2 (-0.3537 - 1) \\approx -2.369')
    expect(sourceNames(delta).sort()).toEqual(['f_2', 'y', 'z_2'])
  })

  it('goes on with the weight and the delta of the layer after', () => {
    const delta = explained({ kind: 'delta', layer: 1 })
    expect(delta.symbolic).toBe(
      "\\delta_1 = f'(z_1) \\cdot w_2 \\cdot \\delta_2 = (1 - f_1^2) \\cdot w_2 \\cdot \\delta_2",
    )
    expect(delta.numeric).toBe('\\delta_1 = (1 - 0.4621^2) \\cdot (-0.8) \\cdot (-2.369) \\approx 1.490')
    expect(delta.words).toBe('δ_1 is the slope of tanh at z_1, times w_2, times δ_2.')
  })

  it('is f_L − y where the logistic loss follows a sigmoid', () => {
    const chain: Chain = { x: 0, y: 1, loss: 'logistic', layers: [{ w: 1, activation: 'sigmoid' }] }
    expect(explained({ kind: 'loss' }, chain).symbolic).toBe(
      '\\mathcal{L} = \\ln(1 + e^{z_1}) - y \\cdot z_1',
    )
    const delta = explained({ kind: 'delta', layer: 1 }, chain)
    expect(delta.symbolic).toContain('= f_1 - y')
    expect(delta.numeric).toBe('\\delta_1 = 0.5 - 1 = -0.5')
  })

  it('shows the slope itself where a unit is saturated, because 1 − f² of a rounded f says nothing', () => {
    const chain: Chain = { ...COURSE, x: 10 }
    expect(explained({ kind: 'delta', layer: 1 }, chain).numeric).toContain(
      '= (8.245 \\times 10^{-9}) \\cdot (-0.8)',
    )
  })

  it('takes the branch of a ReLU that holds', () => {
    const chain = (x: number): Chain => ({
      ...COURSE,
      x,
      layers: [
        { w: 1, activation: 'relu' },
        { w: 2, activation: 'identity' },
      ],
    })
    expect(explained({ kind: 'delta', layer: 1 }, chain(1)).numeric).toBe(
      '\\delta_1 = 1 \\cdot 2 \\cdot 2 = 4',
    )
    expect(explained({ kind: 'delta', layer: 1 }, chain(-1)).numeric).toBe(
      '\\delta_1 = 0 \\cdot 2 \\cdot (-2) = 0',
    )
  })

  it('gives each gradient as what the parameter multiplies times delta', () => {
    expect(explained({ kind: 'gradW', layer: 1 }).symbolic).toBe(
      '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = x \\cdot \\delta_1',
    )
    expect(sourceNames(explained({ kind: 'gradW', layer: 2 }))).toEqual(['f_1', 'δ_2'])
    expect(explained({ kind: 'gradX' }).symbolic).toBe(
      '\\frac{\\partial \\mathcal{L}}{\\partial x} = w_1 \\cdot \\delta_1',
    )
  })
})

describe('the explanation of what people set', () => {
  it('shows the step that a weight would take', () => {
    const chain: Chain = { x: 1, y: 1, loss: 'squared', layers: [{ w: 2, activation: 'identity' }] }
    const weight = explained({ kind: 'w', layer: 1 }, chain)
    expect(weight.symbolic).toBe(
      'w_1 \\leftarrow w_1 - \\eta \\cdot \\frac{\\partial \\mathcal{L}}{\\partial w_1}',
    )
    expect(weight.numeric).toBe('w_1 \\leftarrow 2 - 0.1 \\cdot 2 = 1.8')
    expect(weight.value).toBe(2)
    expect(sourceNames(weight)).toEqual(['w_1', 'η', '∂L/∂w_1'])
  })

  const TABLE = [
    { x: 1, y: 1 },
    { x: 2, y: 0 },
    { x: -1, y: 1 },
  ]
  const LINE: Chain = { x: 1, y: 1, loss: 'squared', layers: [{ w: 2, b: 0.5, activation: 'identity' }] }
  const stepOf = (quantity: Quantity, options: Partial<RunStart>, step = 0, index = 0) => {
    const run = startRun({ ...LINE, samples: TABLE, eta: 0.1, ...options })
    const { x, y } = TABLE[index] ?? LINE
    const chain: Chain = { ...LINE, x, y, layers: run.layersAt(step) }
    const explanation = explain(quantity, { chain, passes: evaluate(chain), run, step, sample: { index } })
    if (!explanation) throw new Error('a chain with a bias has both')
    return { ...explanation, after: run.layersAt(step + 1)[0], run }
  }
  const W: Quantity = { kind: 'w', layer: 1 }

  it('moves against the mean of the gradients where a step takes several samples', () => {
    const all = stepOf(W, { batch: 'all' })
    expect(all.symbolic).toBe(
      'w_1 \\leftarrow w_1 - \\eta \\cdot \\tfrac{1}{3} \\textstyle\\sum_{j=1}^{3} \\displaystyle \\frac{\\partial \\mathcal{L}_{j}}{\\partial w_1}',
    )
    expect(all.numeric).toBe('w_1 \\leftarrow 2 - 0.1 \\cdot 8.667 \\approx 1.133')
    expect(all.after?.w).toBeCloseTo(2 - 0.1 * (26 / 3), 12)
    expect(all.words).toBe(
      'w_1 multiplies x; a step subtracts η times the mean of ∂L/∂w_1 over 3 samples from it.',
    )
    expect(sourceNames(all)).toEqual(['w_1', 'η'])
    expect(stepOf({ kind: 'b', layer: 1 }, { batch: 2 }).symbolic).toContain(
      '\\tfrac{1}{2} \\textstyle\\sum_{j=1}^{2}',
    )
    const shuffled = { batch: 2, order: 'shuffled', seed: 1 } as const
    const places = startRun({ ...LINE, samples: TABLE, eta: 0.1, ...shuffled }).batchAt(0)
    expect(places).toEqual([0, 2])
    expect(stepOf(W, shuffled).symbolic).toContain('\\sum_{j \\in \\{1, 3\\}}')
  })

  it('says why a weight has no next value where its gradient is lost to an overflow', () => {
    const layers = [1e200, 1e200, -3].map(w => ({ w, activation: 'identity' as const }))
    const chain: Chain = { x: 1, y: 0, loss: 'squared', layers }
    const samples = [
      { x: 1, y: 0 },
      { x: 0, y: 0 },
    ]
    const weightAt = (index: number) => {
      const run = startRun({ ...chain, samples, eta: 0.1 })
      const shown = { ...chain, ...samples[index] }
      const evaluated = { chain: shown, passes: evaluate(shown), run, step: 0, sample: { index } }
      return explain({ kind: 'w', layer: 2 }, evaluated)
    }
    expect(weightAt(0)?.numeric).toMatch(/= \\text\{—\}$/)
    expect(weightAt(0)?.words).toBe(
      'w_2 multiplies f_1; its next value cannot be computed: z_2 overflows to ∞ before it.',
    )
    expect(weightAt(1)?.words).toBe(
      'w_2 multiplies f_1; its next value cannot be computed: the next step overflows.',
    )
  })

  it('names the sample that the step takes where it is another one than the one shown', () => {
    const other = stepOf(W, {}, 1, 0)
    expect(other.symbolic).toBe(
      'w_1 \\leftarrow w_1 - \\eta \\cdot \\frac{\\partial \\mathcal{L}_{2}}{\\partial w_1}',
    )
    expect(other.words).toContain('η times ∂L/∂w_1 for sample 2')
    expect(stepOf(W, {}, 1, 1).symbolic).toContain('\\frac{\\partial \\mathcal{L}}{\\partial w_1}')
  })

  it('goes by the velocity under momentum', () => {
    const first = stepOf(W, { optimiser: 'momentum' })
    expect(first.symbolic).toBe(
      'v \\leftarrow 0.9 \\cdot v + \\frac{\\partial \\mathcal{L}}{\\partial w_1},\\quad w_1 \\leftarrow w_1 - \\eta \\cdot v',
    )
    expect(first.numeric).toBe(
      'v \\leftarrow 0.9 \\cdot 0 + 3 = 3,\\quad w_1 \\leftarrow 2 - 0.1 \\cdot 3 = 1.7',
    )
    expect(sourceNames(first)).toEqual(['∂L/∂w_1', 'w_1', 'η'])
    expect(first.words).toContain('adds ∂L/∂w_1 to 0.9 times its velocity v')
    expect(stepOf(W, { optimiser: 'momentum' }, 1, 1).numeric).toMatch(/^v \\leftarrow 0.9 \\cdot 3 \+ /)
  })

  it('goes by running means under Adam', () => {
    const first = stepOf(W, { optimiser: 'adam' })
    expect(first.symbolic).toBe(
      'g = \\frac{\\partial \\mathcal{L}}{\\partial w_1},\\quad m \\leftarrow 0.9 \\cdot m + 0.1 \\cdot g,\\quad ' +
        'v \\leftarrow 0.999 \\cdot v + 0.001 \\cdot g^2,\\quad w_1 \\leftarrow w_1 - \\eta \\cdot ' +
        '\\frac{m / (1 - 0.9^{t})}{\\sqrt{v / (1 - 0.999^{t})} + 10^{-8}}',
    )
    expect(first.numeric).toMatch(/^g = 3,\\quad m = 0.3,\\quad v = 0.009,\\quad w_1 \\leftarrow 2 - /)
    expect(first.numeric).toContain('\\frac{0.3 / (1 - 0.9^{1})}{\\sqrt{0.009 / (1 - 0.999^{1})} + 10^{-8}}')
    expect(first.after?.w).toBeCloseTo(1.9, 8)
    expect(first.numeric).toMatch(/1\.900?$/)
    expect(stepOf({ kind: 'eta' }, { optimiser: 'adam' }).words).toContain('by about η')
  })

  it('is the step that the run takes, whatever its options', () => {
    for (const optimiser of OPTIMISERS) {
      for (const batch of [1, 2, 'all'] as const) {
        for (const step of [0, 1, 7]) {
          const { numeric, after } = stepOf(W, { optimiser, batch, order: 'shuffled', seed: 4 }, step)
          expect(numeric.split(/ (?:=|\\approx) /).at(-1)).toBe(shortLatex(after?.w ?? Number.NaN))
          expect(() => katex.renderToString(numeric, { strict: 'error' })).not.toThrow()
        }
      }
    }
  })

  it('is told in general for every optimiser', () => {
    expect(optimiserLatex('sgd')).toEqual(['w \\leftarrow w - \\eta \\cdot g'])
    expect(optimiserLatex('momentum')).toEqual([
      'v \\leftarrow 0.9 \\cdot v + g',
      'w \\leftarrow w - \\eta \\cdot v',
    ])
    expect(optimiserLatex('adam')).toHaveLength(3)
    for (const latex of [...OPTIMISERS.flatMap(optimiserLatex), meanGradientLatex(4)]) {
      expect(() => katex.renderToString(latex, { strict: 'error' })).not.toThrow()
    }
  })

  it('shows for x and y the rule that they feed, and that they come from nowhere', () => {
    expect(explained({ kind: 'x' })).toMatchObject({
      symbolic: 'z_1 = x \\cdot w_1',
      value: 0.5,
      sources: [],
    })
    expect(explained({ kind: 'y' })).toMatchObject({
      symbolic: '\\mathcal{L} = (y - f_2)^2',
      value: 1,
      sources: [],
    })
  })
})

describe('the explanation at a kink', () => {
  const wordsOfDelta = (chain: Partial<Chain>) =>
    explained({ kind: 'delta', layer: 1 }, { ...COURSE, ...chain }).words

  it('says which slope counts there, whoever looks at a slope that has one', () => {
    const relu = [
      { w: 0, activation: 'relu' },
      { w: 1, activation: 'identity' },
    ] as const
    expect(wordsOfDelta({ layers: relu })).toBe(
      'δ_1 is the slope of ReLU at z_1, times w_2, times δ_2. Exactly at the kink of ReLU, z = 0, where its slope counts as 0.',
    )
    expect(wordsOfDelta({ layers: [{ w: 1, activation: 'leaky-relu' }] })).toContain(
      'At the kink of leaky ReLU, z = 0, its slope counts as 0.01.',
    )
    expect(wordsOfDelta({ layers: [{ w: 1, activation: 'elu' }] })).not.toContain('kink')
  })

  it('says so for the absolute error and the hinge, at the end of the chain', () => {
    const layers = [{ w: 2, activation: 'identity' }] as const
    expect(wordsOfDelta({ layers, loss: 'absolute' })).toContain(
      'Exactly at the kink of the absolute error, f = y',
    )
    expect(wordsOfDelta({ layers, loss: 'hinge' })).toContain(
      'Exactly at the kink of the hinge loss, y·f = 1',
    )
    expect(wordsOfDelta({ layers, loss: 'hinge', y: -1 })).toContain('At the kink of the hinge loss')
    expect(wordsOfDelta({ loss: 'absolute' })).not.toContain('kink')
  })
})

describe('the explanation of what is too large', () => {
  const HUGE: Chain = { ...COURSE, x: 1, layers: Array(4).fill({ w: 1e200, activation: 'identity' }) }

  it('names what overflowed, and what it took along has no number', () => {
    expect(explained({ kind: 'z', layer: 2 }, HUGE)).toMatchObject({
      numeric: 'z_2 = 1 \\times 10^{200} \\cdot (1 \\times 10^{200}) = \\infty',
      words: 'z_2 overflows to ∞: no number here is larger than 1.8e308.',
    })
    expect(explained({ kind: 'z', layer: 3 }, HUGE)).toMatchObject({
      numeric: 'z_3 = \\text{—} \\cdot (1 \\times 10^{200}) = \\text{—}',
      words: 'z_3 cannot be computed: z_2 overflows to ∞ before it.',
    })
  })
})

describe('every explanation', () => {
  it('is null for a layer that the chain does not have', () => {
    for (const layer of [0, 3, -1, 1.5]) {
      expect(explain({ kind: 'delta', layer }, evaluated(COURSE))).toBeNull()
      expect(explain({ kind: 'w', layer }, evaluated(COURSE))).toBeNull()
    }
  })

  it('is LaTeX that KaTeX accepts, for every activation and loss, overflow included', () => {
    for (const activation of ACTIVATIONS) {
      for (const loss of LOSSES) {
        for (const x of [0.5, -1e200]) {
          const layers = Array.from({ length: 11 }, () => ({ w: 1e30, b: -0.1, activation }))
          const board = evaluated({ x, y: -1, loss, layers })
          for (const quantity of quantitiesAt([1, 10, 11])) {
            const explanation = explain(quantity, board)
            expect(explanation?.value).toBe(quantityValue(quantity, board))
            for (const latex of [explanation?.symbolic, explanation?.numeric]) {
              expect(() => katex.renderToString(latex ?? '\\missing', { strict: 'error' })).not.toThrow()
              expect(latex).not.toContain('NaN')
            }
          }
        }
      }
    }
  })
})
