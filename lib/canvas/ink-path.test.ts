import { describe, expect, it } from 'vitest'
import { SvgPath, traceLine, traceOutline } from './ink-path'

const outlined = (outline: number[]) => {
  const path = new SvgPath()
  traceOutline(path, outline)
  return path.toString()
}
const lined = (line: number[]) => {
  const path = new SvgPath()
  traceLine(path, line)
  return path.toString()
}

describe('a path of ink', () => {
  it('goes round an outline through the middles of its sides and closes', () => {
    expect(outlined([0, 0, 10, 0, 10, 10, 0, 10])).toBe('M0 5Q0 0 5 0Q10 0 10 5Q10 10 5 10Q0 10 0 5Z')
  })

  it('follows a line from its first to its last point', () => {
    expect(lined([0, 0, 10, 0, 10, 10])).toBe('M0 0Q10 0 10 5L10 10')
    expect(lined([0, 0, 4, 0])).toBe('M0 0L4 0')
  })

  it('of a dot is a line to itself, and of less than a polygon or a point nothing', () => {
    expect(lined([3, 4])).toBe('M3 4L3 4')
    expect([lined([]), outlined([0, 0, 1, 1])]).toEqual(['', ''])
  })

  it('is written with two decimals and without noise', () => {
    expect(lined([1 / 3, -0.001])).toBe('M0.33 0L0.33 0')
  })
})
