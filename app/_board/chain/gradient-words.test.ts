import { describe, expect, it } from 'vitest'
import type { GradientCheck } from '@/lib/engine'
import { checkWords, summaryWords } from './gradient-words'

const agreeing: GradientCheck = {
  parameter: 'w',
  layer: 1,
  gradient: 0.25,
  difference: 0.25,
  error: 1e-12,
  verdict: 'agrees',
  reason: null,
}
const tiny: GradientCheck = {
  ...agreeing,
  layer: 2,
  error: 2e-5,
  verdict: 'doubtful',
  reason: 'tiny gradient',
}
const kink: GradientCheck = { ...tiny, parameter: 'b', layer: 12, reason: 'kink' }
const wrong: GradientCheck = { ...agreeing, layer: 3, error: 0.5, verdict: 'differs' }

describe('the summary of a gradient check', () => {
  it('says that all agree', () => {
    expect(summaryWords([agreeing, agreeing, agreeing])).toBe(
      'All 3 gradients agree with central differences',
    )
    expect(summaryWords([agreeing])).toBe('The gradient agrees with its central difference')
  })

  it('names what is doubtful, with the reason', () => {
    expect(summaryWords([agreeing, tiny])).toBe('∂𝓛/∂w₂ is doubtful: the gradient is tiny')
    expect(summaryWords([{ ...tiny, reason: null }])).toBe(
      '∂𝓛/∂w₂ is doubtful: close, but not as close as it should be',
    )
    expect(summaryWords([{ ...tiny, reason: null, difference: Number.NaN }])).toBe(
      '∂𝓛/∂w₂ is doubtful: the loss is not finite',
    )
  })

  it('says first what differs, then what is doubtful by its reasons', () => {
    expect(summaryWords([tiny, agreeing, kink, wrong, { ...tiny, layer: 5 }])).toBe(
      '∂𝓛/∂w₃ differs from central differences; ' +
        '∂𝓛/∂w₂ and ∂𝓛/∂w₅ are doubtful: the gradient is tiny; ' +
        '∂𝓛/∂b₁₂ is doubtful: there is a kink here',
    )
  })

  it('counts what would be too many to name', () => {
    const many = [1, 2, 3, 4, 5].map(layer => ({ ...wrong, layer }))
    expect(summaryWords(many)).toBe('∂𝓛/∂w₁, ∂𝓛/∂w₂, ∂𝓛/∂w₃ and 2 more differ from central differences')
  })
})

describe('the words for one gradient', () => {
  it('give the central difference, and the error where it is worth a look', () => {
    expect(checkWords(agreeing)).toBe('∂𝓛/∂w₁ agrees with central differences. Central difference: 0.25.')
    expect(checkWords(kink)).toBe(
      '∂𝓛/∂b₁₂ is doubtful: there is a kink here. Central difference: 0.25, relative error 2e−5.',
    )
    expect(checkWords({ ...tiny, reason: null })).toBe(
      '∂𝓛/∂w₂ is doubtful: close, but not as close as it should be. Central difference: 0.25, relative error 2e−5. ' +
        'Rounding, or a loss that bends sharply, may be the cause; a wrong formula is mostly off by more.',
    )
    expect(checkWords(wrong)).toBe(
      '∂𝓛/∂w₃ differs from central differences. Central difference: 0.25, relative error 0.5.',
    )
  })
})
