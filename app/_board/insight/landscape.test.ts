import { describe, expect, it } from 'vitest'
import { evaluate, type RunStart, startRun } from '@/lib/engine'
import { axisAround, type Landscape, landscapeAt, placeOn, pointsOf, rateAt } from './landscape'

const layers = [0.8, -0.5, 1.2].map(w => ({ w, activation: 'tanh' }) as const)
const samples = [
  { x: 1, y: 0.5 },
  { x: -0.4, y: 0.2 },
]
const start: RunStart = { layers, loss: 'squared', samples, eta: 0.1 }
const lossWith = (weights: readonly number[]) => {
  const moved = layers.map((layer, i) => ({ ...layer, w: weights[i] ?? layer.w }))
  const losses = samples.map(({ x, y }) => evaluate({ x, y, loss: 'squared', layers: moved }).loss)
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

describe('the loss', () => {
  it('over one weight is the mean over all samples, with the other weights as they are', () => {
    const along = { layer: 2, from: -1, to: 1 }
    const line: Landscape = { kind: 'line', start, along, size: 5 }
    expect(pointsOf(line)).toBe(5)
    expect(landscapeAt(line, 3)).toBe(lossWith([0.8, 0.5, 1.2]))
  })

  it('over two weights goes row by row, from the lowest', () => {
    const plane: Landscape = {
      kind: 'plane',
      start,
      across: { layer: 1, from: 0, to: 2 },
      up: { layer: 3, from: -1, to: 1 },
      size: 3,
    }
    expect(pointsOf(plane)).toBe(9)
    expect(landscapeAt(plane, 0)).toBe(lossWith([0, -0.5, -1]))
    expect(landscapeAt(plane, 2)).toBe(lossWith([2, -0.5, -1]))
    expect(landscapeAt(plane, 7)).toBe(lossWith([1, -0.5, 1]))
  })
})

describe('the effect of η', () => {
  const rate = { kind: 'rate', start, from: 0.001, to: 10, steps: 20, size: 5 } as const

  it('is the loss after so many steps with it, evenly spaced by its logarithm', () => {
    expect(rateAt(rate, 2)).toBeCloseTo(0.1, 12)
    const run = startRun({ ...start, eta: rateAt(rate, 1) })
    expect(landscapeAt(rate, 1)).toBe(run.lossAt(20))
  })

  it('is no number where the run diverges', () => {
    const steep = { ...start, layers: [{ w: 5, activation: 'identity' as const }] }
    expect(landscapeAt({ ...rate, start: steep, to: 1e6, steps: 400 }, 4)).toBeNaN()
  })
})

it('an axis has room around where a weight is and has been', () => {
  expect(axisAround(2, [1])).toEqual({ layer: 2, from: -0.5, to: 2.5 })
  expect(axisAround(1, [0, 10])).toEqual({ layer: 1, from: -5, to: 15 })
  expect(axisAround(1, [Number.NaN])).toEqual({ layer: 1, from: -2, to: 2 })
  expect(placeOn({ layer: 1, from: -1, to: 3 }, 2, 5)).toBe(1)
})
