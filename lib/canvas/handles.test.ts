import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt } from './box'
import { angle, length, point, zoom } from './geometry.testing'
import { handleAt, handleCursor, handlePlace, RESIZE_HANDLES } from './handles'
import { distance, moved } from './point'
import { fromUpright, selectionBox, toUpright } from './selection-box'

const plate = { box: boxAt({ x: 0, y: 0 }, 400, 200), rotation: 0 }

describe('the box of a selection', () => {
  it('is that of the one element, turned as it is', () => {
    expect(selectionBox([{ box: plate.box, rotation: 0.7 }])).toEqual({ box: plate.box, rotation: 0.7 })
  })

  it('is upright around several, and there is none around none', () => {
    const square = { box: boxAt({ x: 0, y: 0 }, 10, 10), rotation: Math.PI / 4 }
    const around = selectionBox([square, { box: boxAt({ x: 20, y: 0 }, 10, 10), rotation: 0 }])
    expect(around?.rotation).toBe(0)
    expect(around?.box.minX).toBeCloseTo(5 - Math.sqrt(50), 9)
    expect(around?.box.maxX).toBe(30)
    expect(selectionBox([])).toBeNull()
  })

  it('sees places as if it stood upright, and brings them back', () => {
    fc.assert(
      fc.property(point, angle, (place, rotation) => {
        const around = { ...plate, rotation }
        expect(distance(fromUpright(around, toUpright(around, place)), place)).toBeLessThan(1e-6)
      }),
    )
  })
})

describe('the handles of a selection', () => {
  it('are taken where they are drawn, at every zoom and turn, by a mouse and by a finger', () => {
    fc.assert(
      fc.property(point, length, length, angle, zoom, (corner, width, height, rotation, at) => {
        const around = { box: boxAt(corner, width, height), rotation }
        for (const handle of RESIZE_HANDLES) {
          expect(handleAt(around, handlePlace(around, handle, at), at, 'mouse', false)).toBe(handle)
        }
        expect(handleAt(around, handlePlace(around, 'rotate', at), at, 'touch')).toBe('rotate')
      }),
    )
  })

  it('of a large selection are taken along whole edges, and its inside is free to move it', () => {
    expect(handleAt(plate, { x: 3, y: 60 }, 1, 'mouse')).toBe('w')
    expect(handleAt(plate, { x: 120, y: 203 }, 1, 'mouse')).toBe('s')
    expect(handleAt(plate, { x: 120, y: 100 }, 1, 'mouse')).toBeNull()
    expect(handleAt(plate, { x: 500, y: 100 }, 1, 'mouse')).toBeNull()
  })

  it('are at least 24 px large for a finger, as they are seen, also of a tiny selection', () => {
    for (const [at, size] of [
      [1, 200],
      [0.1, 30],
      [4, 1],
    ]) {
      const around = { box: boxAt({ x: 0, y: 0 }, size, size), rotation: 0 }
      const taken = (x: number, y: number) => handleAt(around, { x, y }, at, 'touch', false) === 'se'
      let [least, most] = [Infinity, -Infinity]
      for (let off = -60; off <= 60; off++) {
        if (!taken(size + off / at, size + off / at)) continue
        least = Math.min(least, off)
        most = Math.max(most, off)
      }
      expect(most - least + 1).toBeGreaterThanOrEqual(24)
    }
  })

  it('leave the middle of a tiny selection free to move it', () => {
    const tiny = { box: boxAt({ x: 0, y: 0 }, 8, 8), rotation: 0 }
    expect(handleAt(tiny, { x: 4, y: 4 }, 1, 'touch', false)).toBeNull()
  })

  it('that rotate are left out where nothing can be rotated', () => {
    const above = handlePlace(plate, 'rotate', 1)
    expect(handleAt(plate, above, 1, 'mouse')).toBe('rotate')
    expect(handleAt(plate, above, 1, 'mouse', false)).toBeNull()
    expect(handleAt(plate, moved(above, { x: 30, y: 0 }), 1, 'mouse')).toBeNull()
  })

  it('have a cursor that points the way in which the box can be drawn, turned with it', () => {
    expect(RESIZE_HANDLES.map(handle => handleCursor(handle, 0))).toEqual([
      'nwse-resize',
      'ns-resize',
      'nesw-resize',
      'ew-resize',
      'nwse-resize',
      'ns-resize',
      'nesw-resize',
      'ew-resize',
    ])
    expect(handleCursor('n', Math.PI / 4)).toBe('nesw-resize')
    expect(handleCursor('e', -Math.PI / 2)).toBe('ns-resize')
    expect(handleCursor('rotate', 1)).toBe('grab')
  })
})
