import { describe, expect, it } from 'vitest'
import { plainText } from '../writer/plain'
import { mentions, readAnswer } from './read-answer'

const DELTA = '\\delta_1 ='
const STEP = 'w_1 \\leftarrow'

/** What is read as equal to the left, or why nothing is. */
function read(text: string, left = DELTA) {
  const reading = readAnswer(text, left, 3)
  return reading.ok ? reading.values.map(plainText) : reading.message
}

describe('an answer', () => {
  it.each(['w_2 δ_2', '= w2 d2', '\\delta_1 = w_2 \\delta_2', 'w_2 δ_2 = δ_1'])(
    'is the right side of %s',
    text => {
      expect(read(text)).toEqual(['w₂·δ₂'])
    },
  )

  it('may go on over several sides', () => {
    expect(read("= f'(z_1) w_2 δ_2 = (1-f_1^2) w_2 δ_2")).toEqual(['f′(z₁)·w₂·δ₂', '(1 − f₁²)·w₂·δ₂'])
  })

  it.each(['w_1 - η x δ_1', '← w_1 - η x δ_1', 'w1 <- w1 - eta x d1', 'w_1 = w_1 - η x δ_1', '-= η x δ_1'])(
    'of a step is what %s makes of the weight',
    text => {
      expect(read(text, STEP)).toEqual(['w₁ − η·x·δ₁'])
    },
  )

  it('of a step that is written with = is read as that step, and says so', () => {
    const reading = readAnswer('w_1 = -η x δ_1', STEP, 3)
    expect(reading).toMatchObject({ ok: true, line: { kind: 'update' }, notes: ['I read = as ←.'] })
  })

  it('knows the last layer by its number and by L', () => {
    expect(read('\\delta_3 = f_3 - y', '\\delta_L =')).toEqual(['f₃ − y'])
    expect(read('\\delta_L = f_L - y', '\\delta_3 =')).toEqual(['f_L − y'])
  })

  it('to something else has nothing to say of the left', () => {
    expect(read('δ_2 = w_3 δ_3')).toEqual([])
    expect(read('w_2 ← w_2 - η f_1 δ_2', STEP)).toEqual([])
  })

  it('that cannot be read says where, in what was typed', () => {
    expect(readAnswer('= w_2 )', DELTA, 3)).toMatchObject({ ok: false, at: 6 })
    expect(readAnswer('w_2 )', DELTA, 3)).toMatchObject({ ok: false, at: 4 })
    expect(readAnswer('', DELTA, 3)).toMatchObject({ ok: false, at: 0 })
  })
})

it('a symbol is mentioned wherever it stands, the last layer by its number or by L', () => {
  const reading = readAnswer('x ∏_{i=1}^{L} (1-f_i^2) δ_L', DELTA, 3)
  const [value] = reading.ok ? reading.values : []
  if (value === undefined) throw new Error('no value')
  expect(mentions(value, '\\delta_3', 3)).toBe(true)
  expect(mentions(value, 'x', 3)).toBe(true)
  expect(mentions(value, 'w_1', 3)).toBe(false)
})
