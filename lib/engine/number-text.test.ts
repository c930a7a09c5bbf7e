import { expect, it } from 'vitest'
import { exactText, jsonNumber } from './number-text'

it('the text of a number is the shortest that reads back as the same number', () => {
  expect([0.1, 1 / 3, -0, 0, 1e21, 5e-324, 100].map(exactText)).toEqual([
    '0.1',
    '0.3333333333333333',
    '-0',
    '0',
    '1e+21',
    '5e-324',
    '100',
  ])
})

it('non-finite numbers are words, which JSON has to quote', () => {
  const odd = [Number.NaN, Infinity, -Infinity]
  expect(odd.map(exactText)).toEqual(['NaN', 'Infinity', '-Infinity'])
  expect(odd.map(jsonNumber)).toEqual(['"NaN"', '"Infinity"', '"-Infinity"'])
  expect(jsonNumber(-0)).toBe('-0')
})
