import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrowCurve, clippedCurve } from './arrow'
import { ellipseSilhouette, rectangleSilhouette } from './contour'
import { angle, box, boxRegion, ellipseRegion, point } from './geometry.testing'
import { heldRegion } from './held-region'
import { boxAround } from './place'
import { distance } from './point'

describe('what an arrow holds on to', () => {
  it('hides all that lies inside of its outline, also where nothing is filled', () => {
    fc.assert(
      fc.property(box, angle, point, (each, rotation, place) => {
        const region = heldRegion(rectangleSilhouette(each, rotation, false), 0)
        // A corner of the box belongs to both or to none, as the last bit has it.
        if (boxRegion(each, rotation, -0.01)(place)) expect(region(place)).toBe(true)
        if (!boxRegion(each, rotation, 0.01)(place)) expect(region(place)).toBe(false)
      }),
    )
  })

  it('lets an arrow end at its border, a gap away', () => {
    const held = boxAround({ x: 300, y: 0 }, 80, 40)
    const curve = arrowCurve({ x: 0, y: 0, end: { x: 300, y: 0 }, bend: 0 })
    expect(clippedCurve(curve, null, heldRegion(rectangleSilhouette(held, 0, false), 6)).end.x).toBeCloseTo(
      254,
      2,
    )
    const round = clippedCurve(curve, null, heldRegion(ellipseSilhouette(held), 0)).end
    expect(distance(round, clippedCurve(curve, null, ellipseRegion(held)).end)).toBeLessThan(0.2)
  })
})
