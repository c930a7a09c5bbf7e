import { expect, it } from 'vitest'
import { spokenWords } from './spoken-words'

it('says the formulas in words as formulas', () => {
  expect(spokenWords('From $z_1$ to $\\mathcal{L}$.')).toBe('From z 1 to the loss.')
  expect(spokenWords('Costs $\\text{nothing}$')).toContain('nothing')
})

it('says a formula that is broken into pieces as a whole', () => {
  expect(spokenWords('$\\delta_1 = (1-f_1^2)$ $w_2$ $\\delta_2$')).toBe(
    'delta 1 equals the quantity 1 minus f 1 squared, times w 2, times delta 2',
  )
})
