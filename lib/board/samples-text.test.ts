import { describe, expect, it } from 'vitest'
import { readSamples } from './samples-text'

const read = (text: string): unknown => {
  const result = readSamples(text)
  return result.ok ? result.samples.map(({ x, y }) => [x, y]) : result.message
}

describe('samples pasted as text', () => {
  it('are apart by tabs, semicolons, commas or spaces', () => {
    const samples = [
      [1, 2],
      [-3.5, 0.001],
    ]
    expect(read('1\t2\n-3.5\t1e-3')).toEqual(samples)
    expect(read('1;2\r\n-3.5;1e-3\r\n')).toEqual(samples)
    expect(read('1, 2\n-3.5, 1e-3')).toEqual(samples)
    expect(read('  1   2 \n\n −3.5 .001')).toEqual(samples)
  })

  it('may have decimal commas between tabs and semicolons', () => {
    expect(read('0,5\t-1,25')).toEqual([[0.5, -1.25]])
    expect(read('0,5;2')).toEqual([[0.5, 2]])
  })

  it('may begin with a header, be quoted, and end with empty cells', () => {
    expect(read('x,y\n1,2')).toEqual([[1, 2]])
    expect(read('"input"\t"target"\n"1"\t"2"\t\t')).toEqual([[1, 2]])
  })

  it('are refused with the number of the line', () => {
    expect(read('1,2\n\n3,four')).toBe('Line 3: “four” is not a number.')
    expect(read('1,2\n3')).toBe('Line 2 has one value; a sample needs two: x and y.')
    expect(read('1,2,3')).toBe('Line 1 has 3 values; a sample needs two: x and y.')
    expect(read('x,y\n1,1e999')).toBe('Line 2: “1e999” is not a number.')
    expect(read('x,y\nu,v')).toBe('Line 2: “u” is not a number.')
    expect(read('0x10,1\n1,')).toBe('Line 1: “0x10” is not a number.')
    expect(read('1,2\n1,')).toBe('Line 2 has one value; a sample needs two: x and y.')
  })

  it('are refused when there are none or too many', () => {
    expect(read(' \n ')).toBe('There are no samples here. Paste two numbers a line: x and y.')
    expect(read('x,y')).toBe('There are no samples here. Paste two numbers a line: x and y.')
    expect(read('1,2\n'.repeat(101))).toBe('There are 101 samples here; a board holds at most 100.')
    expect(read('1,2\n'.repeat(100))).toHaveLength(100)
  })
})
