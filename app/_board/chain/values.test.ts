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

  it('are painted no more once nobody watches', () => {
    const values = new Values()
    const painted: number[] = []
    values.watch('z:1', value => painted.push(value))()
    values.show([['z:1', 1]])
    expect(painted).toEqual([0])
  })
})
