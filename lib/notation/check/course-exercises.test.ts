import { describe, expect, it } from 'vitest'
import { uniformShape } from '../evaluation/shape'
import { checkDerivation } from './check-derivation'

// The four exercises of the course page (MITx 6.86x, lecture 9; `teaching.md` B1): each right answer typed in ten ways, and the options
// that are wrong with the mistake that they are made of.

const shape = uniformShape(3, 'tanh', 'squared')

const verdictOf = (line: string) => {
  const [checked] = checkDerivation([line], shape, null)
  return { line, verdict: checked?.check.verdict, mistake: checked?.check.mistake?.code }
}

const holds = (line: string) => ({ line, verdict: 'holds', mistake: undefined })

const RIGHT: Readonly<Record<string, readonly string[]>> = {
  'the update of w₁': [
    'w_1 \\leftarrow w_1 - \\eta \\cdot \\nabla_{w_1} \\mathcal{L}(y, f_L)',
    'w_1 \\leftarrow w_1 - \\eta \\frac{\\partial \\mathcal{L}}{\\partial w_1}',
    'w_1 \\gets w_1-\\eta\\,\\partial L/\\partial w_1',
    'w_1 := w_1 - \\eta \\nabla_{w_1} L',
    'w1 <- w1 - eta dL/dw1',
    'w1 = w1 - eta * dL/dw1',
    'w₁ ← w₁ − η·∂𝓛/∂w₁',
    'w_1 ← -η ∇_{w_1} L + w_1',
    'w_1^{new} = w_1 - η dL/dw_1',
    'w_1 ← w_1 - η \\frac{\\mathrm{d}\\mathcal{L}}{\\mathrm{d}w_1}',
  ],
  'the chain rule for ∂𝓛/∂w₁': [
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = \\frac{\\partial z_1}{\\partial w_1} \\frac{\\partial \\mathcal{L}}{\\partial z_1}',
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = \\frac{\\partial \\mathcal{L}}{\\partial z_1} \\cdot \\frac{\\partial z_1}{\\partial w_1}',
    'dL/dw1 = dz1/dw1 * dL/dz1',
    'dL/dw1 = dz1/dw1 dL/dz1',
    '∂L/∂w₁ = ∂z₁/∂w₁ · ∂L/∂z₁',
    '\\partial L/\\partial w_1 = \\partial z_1/\\partial w_1 \\cdot \\partial L/\\partial z_1',
    '\\nabla_{w_1} L = \\frac{dz_1}{dw_1} \\frac{dL}{dz_1}',
    '\\frac{\\partial z_1}{\\partial w_1} \\frac{\\partial L}{\\partial z_1} = \\frac{\\partial L}{\\partial w_1}',
    '\\frac{\\partial L}{\\partial w_1} = \\frac{\\partial z_1}{\\partial w_1} \\delta_1',
    '\\dfrac{\\partial \\mathcal L}{\\partial w_1} = \\dfrac{\\partial z_1}{\\partial w_1}\\,\\dfrac{\\partial \\mathcal L}{\\partial z_1}',
  ],
  '∂𝓛/∂w₁ by δ₁': [
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = x \\delta_1',
    '\\frac{\\partial L}{\\partial w_1} = x \\cdot \\delta_1',
    '\\frac{\\partial L}{\\partial w_1} = \\delta_1 \\times x',
    'dL/dw1 = x d1',
    'dL/dw1 = x*delta1',
    'dL/dw_1 = x δ_1',
    '∂L/∂w₁ = x·δ₁',
    '∂𝓛/∂w₁ = xδ₁',
    '\\nabla_{w_1} \\mathcal{L} = x\\delta_1',
    'dL/dw_1 = f_0 δ_1',
  ],
  'δ₁ by δ₂': [
    '\\delta_1 = (1-f_1^2) w_2 \\delta_2',
    '\\delta_1=\\left(1-f_1^2\\right)\\cdot w_2\\cdot\\delta_2',
    '\\delta_{1} = w_{2}\\delta_{2}(1-f_{1}^{2})',
    '\\delta_1 = (1-\\tanh^2(z_1)) w_2 \\delta_2',
    "\\delta_1 = f'(z_1) w_2 \\delta_2",
    'δ1=(1-f1²)w2δ2',
    'δ₁ = (1 − f₁²)·w₂·δ₂',
    'd_1 = (1-f_1^2) w_2 d_2',
    'delta_1 = (1 - f_1^2) * w_2 * delta_2',
    'delta1 = w2*delta2*(1-f1^2)',
  ],
  'the final expression': [
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = x (1-f_1^2)(1-f_2^2)\\cdots(1-f_L^2) w_2 w_3\\cdots w_L (2(f_L-y))',
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = 2(f_L-y) x (1-f_1^2)\\ldots(1-f_L^2) w_2\\ldots w_L',
    'dL/dw1 = x (1-f1^2)(1-f2^2)...(1-f_L^2) w2 w3 ... w_L 2(f_L-y)',
    'dL/dw1 = x (1-f1²)(1-f2²)(1-f3²) w2 w3 · 2(f3-y)',
    'dL/dw_1 = x (1-f_1^2) w_2 (1-f_2^2) w_3 \\cdots w_L (1-f_L^2) \\cdot 2(f_L-y)',
    'dL/dw_1 = x \\prod_{i=1}^{L} (1-f_i^2) \\prod_{i=2}^{L} w_i \\cdot 2(f_L-y)',
    'dL/dw_1 = 2 x (f_L-y) (1-f_1^2) ∏_{i=2}^{L} w_i (1-f_i^2)',
    '∂L/∂w₁ = x·(1 − f₁²)·⋯·(1 − f_L²)·w₂·⋯·w_L·2·(f_L − y)',
    'dL/dw_1 = -2 x (y-f_L) prod_{k=1}^L (1-f_k^2) prod_{k=2}^L w_k',
    "dL/dw_1 = x f'(z_1) w_2 f'(z_2) w_3 \\cdots w_L f'(z_L) \\frac{\\partial \\mathcal{L}}{\\partial f_L}",
  ],
}

describe.each(Object.entries(RIGHT))('%s', (_, lines) => {
  it('is right in ten ways of typing it', () => {
    expect(new Set(lines).size).toBe(10)
    expect(lines.map(verdictOf)).toEqual(lines.map(holds))
  })
})

const OPTIONS: readonly (readonly [option: string, mistake: string])[] = [
  ['w_1 \\leftarrow w_1 + \\eta \\nabla_{w_1} L', 'SIGN'],
  ['w_1 \\leftarrow w_1 - \\nabla_{w_1} L', 'ETA-LOST'],
  ['w_1 \\leftarrow -\\eta \\nabla_{w_1} L', 'OLD-LOST'],
  ['w_1 \\leftarrow \\eta w_1 - \\nabla_{w_1} L', 'ETA-LOST'],
  ['w_1 \\leftarrow w_1 - \\eta \\nabla_{z_1} L', 'X-LOST'],
  ['\\frac{\\partial L}{\\partial w_1} = w_1 \\delta_1', 'DX-DW'],
  [
    '\\frac{\\partial L}{\\partial w_1} = \\frac{\\partial z_1}{\\partial w_1} \\frac{\\partial z_1}{\\partial L}',
    'INVERTED',
  ],
  ['\\frac{\\partial L}{\\partial w_1} = z_1 \\delta_1', 'Z-FOR-F'],
  ['\\frac{\\partial L}{\\partial w_1} = x \\delta_2', 'DELTA-SHIFT'],
  ['\\frac{\\partial L}{\\partial w_1} = f_1 \\delta_1', 'F-SHIFT'],
  ['\\delta_1 = (1-f_1^2) w_1 \\delta_2', 'W-SHIFT'],
  ['\\delta_1 = (1-f_2^2) w_2 \\delta_2', 'F-SHIFT'],
  ['\\delta_2 = (1-f_1^2) w_2 \\delta_1', 'INVERTED'],
  ['dL/dw_1 = x (1-f_1^2)\\cdots(1-f_L^2) w_1 w_2\\cdots w_L (2(f_L-y))', 'W1-INCLUDED'],
  ['dL/dw_1 = x (1-f_1^2)\\cdots(1-f_L^2) w_1 w_2\\cdots w_{L-1} (2(f_L-y))', 'RANGE'],
  ['dL/dw_1 = x (1-f_1^2)\\cdots(1-f_L^2) w_2\\cdots w_L (2(y-f_L))', 'SIGN'],
  ['dL/dw_1 = x (1-f_1^2)\\cdots(1-f_L^2) w_2\\cdots w_L (f_L-y)', 'FACTOR-2'],
  ['dL/dw_1 = (1-f_1^2)\\cdots(1-f_L^2) w_2\\cdots w_L (2(f_L-y))', 'X-LOST'],
  ['dL/dw_1 = x (1-f_1^2)\\cdots(1-f_{L-1}^2) w_2\\cdots w_L (2(f_L-y))', 'RANGE'],
]

it.each(OPTIONS)('the option %s is refused as %s', (option, mistake) => {
  expect(verdictOf(option)).toEqual({ line: option, verdict: 'fails', mistake })
})

describe('the derivation of the course', () => {
  const lines = [
    'z_i = f_{i-1} w_i',
    'f_i = f(z_i)',
    '\\mathcal{L} = (y-f_L)^2',
    '\\delta_i = \\frac{\\partial \\mathcal{L}}{\\partial z_i}',
    "\\delta_L = 2(f_L-y) f'(z_L)",
    '= 2(f_L-y)(1-f_L^2)',
    '\\delta_i = \\frac{\\partial z_{i+1}}{\\partial z_i} \\delta_{i+1}',
    "= f'(z_i) w_{i+1} \\delta_{i+1}",
    '= (1-f_i^2) w_{i+1} \\delta_{i+1}',
    '\\frac{\\partial \\mathcal{L}}{\\partial w_1} = \\frac{\\partial z_1}{\\partial w_1} \\delta_1',
    '= x \\delta_1',
    '= x (1-f_1^2) w_2 \\delta_2',
    '= x w_2 \\delta_2 - x f_1^2 w_2 \\delta_2',
  ]
  const checked = checkDerivation(lines, shape, null)

  it('holds line by line', () => {
    expect(checked.map(({ check }) => check.verdict)).toEqual(lines.map(() => 'holds'))
  })

  it('says by which rule each line follows', () => {
    expect(checked.map(({ check }) => check.rule)).toEqual([
      'definition of z',
      'definition of f',
      'definition of the loss',
      'definition of δ',
      'chain rule, derivative of the loss',
      'f′ = 1 − f²',
      'chain rule',
      'chain rule, definition of z',
      'f′ = 1 − f²',
      'chain rule',
      'substitution of line 1',
      'substitution of line 9',
      'algebra',
    ])
  })

  it('a wrong line does not make the lines behind it wrong', () => {
    const [, wrong, , right] = checkDerivation(
      [
        "\\delta_1 = f'(z_1) w_2 \\delta_2",
        "= f'(z_1) w_1 \\delta_2",
        '= (1-f_1^2) w_1 \\delta_2',
        '= (1-f_1^2) w_2 \\delta_2',
      ],
      shape,
      null,
    )
    expect(wrong?.check).toMatchObject({ verdict: 'fails', mistake: { code: 'W-SHIFT' }, rule: null })
    expect(right?.check.verdict).toBe('holds')
  })
})

it('gives a counter-example in numbers that two decimals write, judged by the central difference', () => {
  const [checked] = checkDerivation(['\\delta_1 = (1-f_1^2) w_1 \\delta_2'], shape, null)
  expect(checked?.check.counterexample?.words).toMatch(
    /^with w₁ = −?\d(\.\d\d?)?: yours −?[\d.]+, the central difference says −?[\d.]+$/,
  )
})
