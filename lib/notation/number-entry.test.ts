import { describe, expect, it } from 'vitest'
import { readNumber } from './number-entry'

function value(text: string): number {
  const entry = readNumber(text)
  if (!entry.ok) throw new Error(entry.message)
  return entry.value
}

function message(text: string): string {
  const entry = readNumber(text)
  if (entry.ok) throw new Error(`“${text}” was read as ${entry.value}`)
  return entry.message
}

describe('a typed number', () => {
  it.each([
    ['0.5', 0.5],
    [' -0.5 ', -0.5],
    ['−0.5', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['1E+3', 1000],
    ['2e−3', 0.002],
    ['1/3', 1 / 3],
    ['-1/-3', 1 / 3],
    ['6/3/2', 1],
    ['1-2-3', -4],
    ['2*3', 6],
    ['2·3', 6],
    ['2×3', 6],
    ['6÷3', 2],
    ['(1+2)*(3-1)', 6],
    ['sqrt(2)/2', Math.sqrt(2) / 2],
    ['√2/2', Math.sqrt(2) / 2],
    ['√(1+3)', 2],
    ['2√2', 2 * Math.sqrt(2)],
    ['(1+sqrt(5))/2', (1 + Math.sqrt(5)) / 2],
    ['pi', Math.PI],
    ['2π', 2 * Math.PI],
    ['2 pi/3', (2 * Math.PI) / 3],
    ['e', Math.E],
    ['2^10', 1024],
    ['2^-2', 0.25],
    ['2^(-2)', 0.25],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['(1/2)²', 0.25],
    ['2³', 8],
    ['1e300', 1e300],
  ])('“%s” reads as %d', (text, expected) => {
    expect(value(text)).toBe(expected)
  })

  it('may have a decimal comma, unless the comma could separate thousands', () => {
    expect(value('0,5')).toBe(0.5)
    expect(value('-12,75')).toBe(-12.75)
    expect(value('0,125')).toBe(0.125)
    expect(value('1234,567')).toBe(1234.567)
    expect(message('1,234')).toBe('I can’t read “1,234”: 1,234 may mean 1.234 or 1234.')
  })

  it('keeps negative zero', () => {
    expect(Object.is(value('-0'), -0)).toBe(true)
  })

  it.each([
    ['', 'Type a number, for instance 0.5 or 1/3.'],
    ['1..2', 'I can’t read “1..2”: a second decimal point at 3.'],
    ['1,2,3', 'I can’t read “1,2,3”: a second comma at 4.'],
    ['1.234,5', 'I can’t read “1.234,5”: a second mark at 6.'],
    ['.', 'I can’t read “.”: a point without digits at 1.'],
    ['1/0', 'I can’t read “1/0”: division by zero at 2.'],
    ['1/(2-2)', 'I can’t read “1/(2-2)”: division by zero at 2.'],
    ['0^-1', 'I can’t read “0^-1”: division by zero at 2.'],
    ['1e999', 'I can’t read “1e999”: 1e999 is too large.'],
    ['1e-999', 'I can’t read “1e-999”: 1e-999 is too small to be told from 0.'],
    ['1e300*1e300', 'I can’t read “1e300*1e300”: the result is too large.'],
    ['1e10^64', 'I can’t read “1e10^64”: the power at 5 is too large.'],
    ['2^0.5', 'I can’t read “2^0.5”: after ^ at 2 I expect a whole number up to 64.'],
    ['2^65', 'I can’t read “2^65”: after ^ at 2 I expect a whole number up to 64.'],
    ['2^3^2', 'I can’t read “2^3^2”: a second ^ at 4; write brackets.'],
    ['√2^3', 'I can’t read “√2^3”: what does the root cover? Write brackets before ^ at 3.'],
    ['sqrt 2', 'I can’t read “sqrt 2”: sqrt at 1 needs brackets, as in sqrt(2).'],
    ['sqrt(-1)', 'I can’t read “sqrt(-1)”: the square root of a negative number at 1.'],
    ['1/2pi', 'I can’t read “1/2pi”: what is divided by what? Write · or brackets at 4.'],
    ['2e', 'I can’t read “2e”: after e at 2 I expect an exponent, as in 2e-3; Euler’s number is 2·e.'],
    ['2 3', 'I can’t read “2 3”: I expect + − · / or the end at 3.'],
    ['(1+2', 'I can’t read “(1+2”: the bracket at 1 is not closed.'],
    ['1)', 'I can’t read “1)”: a closing bracket at 2 that nothing opens.'],
    ['1+', 'I can’t read “1+”: it ends where a number should follow.'],
    ['*2', 'I can’t read “*2”: a number is missing before “*” at 1.'],
    ['half', 'I can’t read “half”: I don’t know “half” at 1.'],
    ['constructor', 'I can’t read “constructor”: I don’t know “constructor” at 1.'],
    ['1😀', 'I can’t read “1😀”: I don’t know “😀” at 2.'],
    ['Infinity', 'I can’t read “Infinity”: I don’t know “Infinity” at 1.'],
  ])('“%s” is refused with the place and the reason', (text, expected) => {
    expect(message(text)).toBe(expected)
  })

  it('is bounded in length and depth', () => {
    expect(message('1'.repeat(101))).toBe('That is 101 characters long; a number may have 100.')
    expect(message(`${'('.repeat(40)}1${')'.repeat(40)}`)).toContain('nested more than 20 deep at 21.')
    expect(message(`${'-'.repeat(99)}1`)).toContain('nested more than 20 deep at 21.')
    expect(message(`${'√'.repeat(99)}1`)).toContain('nested more than 20 deep at 21.')
  })
})
