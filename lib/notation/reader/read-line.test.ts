import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_LINE, readLine } from './read-line'

const read = (text: string) => {
  const reading = readLine(text)
  return reading.ok
    ? { words: reading.words, notes: reading.notes }
    : { at: reading.at, message: reading.message }
}

describe('what could be meant in two ways is read in one, and said', () => {
  it.each([
    ['f_1 2', 'f₁·2', 'I read f₁ 2 as f₁·2.'],
    ['w_i+1', 'wᵢ₊₁', 'I read w_i+1 as w_{i+1}.'],
    ['\\delta_i+1', 'δᵢ + 1', 'I read δ_i+1 as δ_i + 1; an index in braces, δ_{i+1}, keeps together.'],
    ['w 2', 'w₂', 'I read w 2 as w₂.'],
    ['d_1', 'δ₁', 'I read d_… as δ: δ₁.'],
    ["f_1'", 'f′(z₁)', 'I read f₁′ as f′(z₁).'],
    ['f_1(z_1)', 'f(z₁)', 'I read f with an index before z₁ as f(z₁).'],
    ['tanh z_1 w_2', 'tanh(z₁)·w₂', 'I read it as tanh(z₁).'],
    ['tanh z_1^2', 'tanh(z₁²)', 'I read it as tanh(z₁²).'],
    ['x/w_1 w_2', 'x/w₁·w₂', 'I read it as x/w₁·w₂; for another reading, add brackets.'],
    ['ŷ - y', 'f_L − y', 'I read ŷ as f_L.'],
    ['w^{(2)}', 'w₂', 'I read the layer above w as its index: w₂.'],
    ['w_1 = w_1 - η x δ_1', 'w₁ ← w₁ − η·x·δ₁', 'I read = as ←: this is the step that an update takes.'],
  ])('%s is %s', (text, words, note) => {
    expect(read(text)).toEqual({ words, notes: [note] })
  })

  it.each([
    '(1-f_1^2) w_2 δ_2',
    '2(f_L - y)',
    'x f_1(1-f_1)',
    'f(z_1)',
    '\\frac12 (y-f_L)^2',
    'w_{10} f_2^2',
  ])('%s is plain', text => {
    expect(read(text)).toMatchObject({ notes: [] })
  })
})

describe('what stands behind a formula is left out, and said', () => {
  it.each([
    ['x = f_0 \\quad\\text{(definition)}', '“(definition)” is left out: it is no formula.'],
    ['x = f_0 (by definition)', '“by definition” is left out: it is no formula.'],
    [
      'z_i = w_i f_{i-1} for i = 1..L',
      'The range of i is left out: the line is checked for every i where it makes sense.',
    ],
    [
      'z_k = w_k f_{k-1},\\ k = 1, \\dots, L',
      'The range of k is left out: the line is checked for every k where it makes sense.',
    ],
  ])('%s', (text, note) => {
    expect(read(text)).toMatchObject({ notes: [note] })
  })
})

describe('a product over a letter', () => {
  it('takes in what holds the letter, and leaves the rest outside', () => {
    expect(read('∏_{i=2}^L w_i f_i x')).toMatchObject({ words: '∏_{i=2}^{L} (wᵢ·fᵢ)·x' })
  })

  it('does not take what is divided behind it', () => {
    expect(read('∑_{i=1}^{L} w_i x/2')).toMatchObject({ words: '∑_{i=1}^{L} wᵢ·x/2' })
  })
})

describe('dots stand for what is alike before and after them', () => {
  it.each([
    ['w_2 w_3 \\cdots w_L', 'w₂·w₃·⋯·w_L'],
    ['w_2 ... w_{L-1} w_L', 'w₂·⋯·w_{L-1}·w_L'],
    ['w_L w_{L-1} ⋯ w_2', 'w_L·w_{L-1}·⋯·w₂'],
    ['(1-f_1^2) w_2 ⋯ (1-f_{L-1}^2) w_L', '(1 − f₁²)·w₂·⋯·(1 − f_{L-1}²)·w_L'],
    ['f_1 w_2 f_2 w_3 ⋯ w_L', 'f₁·w₂·f₂·w₃·⋯·w_L'],
    ['z_1 + z_2 + ... + z_L', 'z₁ + z₂ + ⋯ + z_L'],
  ])('%s', (text, words) => {
    expect(read(text)).toMatchObject({ words })
  })

  it('and nothing else', () => {
    expect(read('w_1 ⋯ f_L')).toMatchObject({
      at: 4,
      message: expect.stringContaining('I cannot tell what the dots stand for'),
    })
  })
})

describe('what cannot be read says where and why', () => {
  it.each([
    ['', 0, 'Nothing is written here yet.'],
    ['δ_1 =', 5, 'Here the line ends, and something is missing.'],
    ['x (1 - f_1', 2, 'This bracket is not closed.'],
    ['x) y', 1, 'This bracket closes nothing.'],
    ['δ_1 = a_1', 6, '“a” is not known here'],
    ['δ_1 = \\foo', 6, '\\foo is not a command'],
    ['f w_2', 2, 'f of which layer?'],
    ["f' w_2", 3, 'f′ of what?'],
    ['1e999', 0, '1e999 is too large'],
    ['w_{i+j}', 6, 'An index is a number'],
    ['x = 0,5', 5, 'A comma has no place here'],
    ['\\frac{\\partial^2 L}{\\partial w_1^2}', 14, 'Second derivatives are not read'],
    ['3 ← x', 2, 'Left of ← stands the weight or bias'],
    ['∏ w_i', 2, '∏ needs its range'],
  ])('%s', (text, at, message) => {
    expect(read(text)).toMatchObject({ at, message: expect.stringContaining(message) })
  })
})

describe('hostile text ends in words', () => {
  it.each([
    ['10 kB of braces', '{'.repeat(10_240)],
    ['as many as a line may have', '{'.repeat(LONGEST_LINE)],
    ['brackets', '('.repeat(LONGEST_LINE)],
    ['bars', '|'.repeat(LONGEST_LINE)],
    ['functions in functions', 'f('.repeat(LONGEST_LINE / 2)],
    ['losses in losses', 'L('.repeat(LONGEST_LINE / 2)],
    ['products in products', '∏_{i=1}^L'.repeat(200)],
    ['fractions', '\\frac'.repeat(LONGEST_LINE / 5)],
    ['dots', 'w_1⋯w_2'.repeat(LONGEST_LINE / 7)],
    ['powers', 'x^'.repeat(LONGEST_LINE / 2)],
    ['spaces', `x${' '.repeat(LONGEST_LINE - 2)}`.concat(')')],
    ['spaces of LaTeX', '\\quad'.repeat(LONGEST_LINE / 5)],
  ])('%s', (_, text) => {
    expect(readLine(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\w+ .*\.$/) })
  })

  it('whatever it is', () => {
    const piece = fc.constantFrom(
      ..."xyzwfdLδηe∂∇∏∑⋯()[]{}|^_+-*/=←,'0123 ijk",
      '\\frac',
      '\\partial',
      '\\prod',
      '\\left',
      'tanh',
      '\\',
      '☃',
      '𝓛',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const reading = readLine(pieces.join(''))
        if (!reading.ok) {
          expect(reading.message).toMatch(/\w/)
          expect(reading.at).toBeLessThanOrEqual(pieces.join('').length)
        }
      }),
      { numRuns: 3_000 },
    )
  })
})
