import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, boxAt, boxOfCoordinates } from './box'
import { ellipseSilhouette, inkSilhouette, rectangleSilhouette, type Silhouette } from './contour'
import { box, coordinates } from './geometry.testing'
import { isLassoed } from './lasso'
import { isHeldBy, isTouchedBy } from './marquee'

const bounds = boxAt({ x: 0, y: 0 }, 100, 100)
const diagonal = inkSilhouette(
  { x: 0, y: 0, scale: 1 },
  [{ points: Float64Array.of(0, 0, 100, 100), pressures: null }],
  1,
)
const touches = (marquee: Box, silhouette: Silhouette) => isTouchedBy(marquee, silhouette, bounds)

describe('a marquee', () => {
  it('touches a stroke where it is drawn, not where only its box is', () => {
    expect(touches(boxAt({ x: 40, y: 40 }, 20, 20), diagonal)).toBe(true)
    expect(touches(boxAt({ x: 60, y: 5 }, 30, 30), diagonal)).toBe(false)
    expect(touches(boxAt({ x: -50, y: -50 }, 300, 300), diagonal)).toBe(true)
  })

  it('inside of a shape touches it only when that is filled', () => {
    const inside = boxAt({ x: 40, y: 40 }, 10, 10)
    expect(touches(inside, ellipseSilhouette(bounds, 0, true))).toBe(true)
    expect(touches(inside, ellipseSilhouette(bounds, 0, false))).toBe(false)
    expect(touches(inside, rectangleSilhouette(bounds, 0.3, true))).toBe(true)
  })

  it('touches all that it holds, and all whose points it has one of', () => {
    fc.assert(
      fc.property(coordinates(), box, (points, marquee) => {
        const around = boxOfCoordinates(points) ?? bounds
        const silhouette = inkSilhouette({ x: 0, y: 0, scale: 1 }, [{ points, pressures: null }], 1)
        const touched = isTouchedBy(marquee, silhouette, around)
        if (isHeldBy(marquee, around)) expect(touched).toBe(true)
        for (let i = 0; i < points.length; i += 2) {
          const [x, y] = [points[i], points[i + 1]]
          const isIn = marquee.minX <= x && x <= marquee.maxX && marquee.minY <= y && y <= marquee.maxY
          if (isIn) expect(touched).toBe(true)
        }
      }),
    )
  })
})

describe('a lasso', () => {
  const around = [-10, -10, 60, -20, 120, 50, 110, 120, -15, 110]

  it('holds what lies inside it, but for a little', () => {
    expect(isLassoed(around, rectangleSilhouette(boxAt({ x: 10, y: 10 }, 50, 50)), bounds)).toBe(true)
    expect(isLassoed(around, rectangleSilhouette(boxAt({ x: 50, y: 10 }, 500, 50)), bounds)).toBe(false)
    const points = Float64Array.from({ length: 40 }, (_, i) => (i < 2 ? -500 : 50))
    const nearly = inkSilhouette({ x: 0, y: 0, scale: 1 }, [{ points, pressures: null }], 1)
    expect(isLassoed(around, nearly, bounds)).toBe(true)
  })

  it('holds nothing in the bay of a line that bends inwards', () => {
    const horseshoe = [0, 0, 100, 0, 100, 100, 70, 100, 70, 30, 30, 30, 30, 100, 0, 100]
    const thing = rectangleSilhouette(boxAt({ x: 40, y: 50 }, 20, 20))
    expect(isLassoed(horseshoe, thing, boxAt({ x: 40, y: 50 }, 20, 20))).toBe(false)
  })

  it('of fewer than three points holds nothing', () => {
    expect(isLassoed([0, 0, 100, 100], diagonal, bounds)).toBe(false)
    expect(isLassoed([], diagonal, bounds)).toBe(false)
  })
})
