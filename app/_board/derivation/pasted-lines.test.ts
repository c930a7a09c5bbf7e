import { expect, it } from 'vitest'
import { pastedLines } from './pasted-lines'

it('takes the lines of an aligned derivation, and of a text', () => {
  const aligned =
    '\\begin{aligned}\n\\frac{\\partial L}{\\partial w_1} &= x \\delta_1 \\\\\n &= x (1-f_1^2) w_2 \\delta_2 \\nonumber\n\\end{aligned}'
  const lines = ['\\frac{\\partial L}{\\partial w_1} = x \\delta_1', '= x (1-f_1^2) w_2 \\delta_2']
  expect(pastedLines(aligned)).toEqual(lines)
  expect(pastedLines(`$${lines[0]}$\r\n\n  ${lines[1]} `)).toEqual(lines)
  expect(pastedLines('d1 = x')).toEqual(['d1 = x'])
  expect(pastedLines(' \n ')).toEqual([])
})
