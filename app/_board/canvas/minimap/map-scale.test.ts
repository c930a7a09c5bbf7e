import { describe, expect, it } from 'vitest'
import { mapScale, onMap, worldAt } from './map-scale'

const SIZE = { width: 168, height: 104 }

describe('the map of the board', () => {
  it('shows the whole world that it is given, in the middle and with a margin', () => {
    const world = { minX: -500, minY: 200, maxX: 1060, maxY: 700 }
    const scale = mapScale(world, SIZE)
    const [x, y, width, height] = onMap(scale, world)
    expect(width).toBeCloseTo(156)
    expect(x).toBeCloseTo(6)
    expect(y).toBeCloseTo(52 - height / 2)
    expect(y).toBeGreaterThanOrEqual(6)
  })

  it('leads back from a place of the map to the same place of the world', () => {
    const scale = mapScale({ minX: -9, minY: 3, maxX: 4000, maxY: 88 }, SIZE)
    const [x, y] = onMap(scale, { minX: 123, minY: 45, maxX: 123, maxY: 45 })
    const place = worldAt(scale, { x, y })
    expect(place.x).toBeCloseTo(123)
    expect(place.y).toBeCloseTo(45)
  })

  it('has room for a world that is one place', () => {
    expect(mapScale({ minX: 5, minY: 5, maxX: 5, maxY: 5 }, SIZE).factor).toBeGreaterThan(0)
  })
})
