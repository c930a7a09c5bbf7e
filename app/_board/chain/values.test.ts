import { describe, expect, it } from 'vitest'
import { Values } from './values'

describe('the values of a chain', () => {
  it('are painted at once and then only when they change', () => {
    const values = new Values()
    const painted: number[] = []
    values.show([['z:1', 0.5]])
    values.watch('z:1', value => painted.push(value))
    values.show([
      ['z:1', 0.5],
      ['f:1', 2],
    ])
    values.show([['z:1', 0.25]])
    expect(painted).toEqual([0.5, 0.25])
  })

  it('tell -0 from 0, and paint NaN once', () => {
    const values = new Values()
    const painted: number[] = []
    values.show([['z:1', 0]])
    values.watch('z:1', value => painted.push(value))
    for (const value of [-0, Number.NaN, Number.NaN]) values.show([['z:1', value]])
    expect(painted).toEqual([0, -0, Number.NaN])
  })

  it('are painted when they are lost to an overflow and when they are back, though the number stays', () => {
    const values = new Values()
    const painted: boolean[] = []
    values.watch('z:2', (_, isLost) => painted.push(isLost))
    const overflowing = [['z:2', Number.POSITIVE_INFINITY]] as const
    values.show(overflowing, new Set(['z:2']))
    expect(values.hasOverflowed('z:2')).toBe(false)
    values.show(overflowing, new Set(['z:2']))
    values.show(overflowing)
    expect(values.hasOverflowed('z:2')).toBe(true)
    expect(painted).toEqual([false, true, false])
  })

  it('are painted no more once nobody watches', () => {
    const values = new Values()
    const painted: number[] = []
    values.watch('z:1', value => painted.push(value))()
    values.show([['z:1', 1]])
    expect(painted).toEqual([0])
  })
})
