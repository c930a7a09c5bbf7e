import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Anchored, type AnchorTo, anchorOffset, placeAnchored } from './anchor'
import { boxAt, middleOf } from './box'
import { box, point } from './geometry.testing'

const delta = boxAt({ x: 500, y: 300 }, 40, 20)
const quantityBox = (key: string) => (key === 'delta/2' ? delta : null)
const none = () => null
const on = (id: string, dx = 10, dy = 0): AnchorTo => ({ to: 'annotation', id, dx, dy })
const onQuantity = (quantity: string): AnchorTo => ({ to: 'quantity', quantity, dx: 5, dy: -50 })
const note = (id: string, anchor: AnchorTo | null): Anchored => ({
  id,
  x: 1,
  y: 2,
  box: boxAt({ x: 1, y: 2 }, 30, 30),
  anchor,
})

describe('what holds on to something', () => {
  it('lies at its distance from the middle of its quantity, wherever that stands', () => {
    const placed = placeAnchored([note('n', onQuantity('delta/2'))], quantityBox, none).get('n')
    expect(placed).toEqual({ x: 525, y: 260, box: boxAt({ x: 525, y: 260 }, 30, 30), end: null, lost: false })
  })

  it('stays where it was stored when its quantity or annotation is gone, and says so', () => {
    const all = [note('a', onQuantity('delta/9')), note('b', on('gone')), note('c', null)]
    const placed = placeAnchored(all, quantityBox, none)
    expect(all.map(({ id }) => placed.get(id)?.lost)).toEqual([true, true, false])
    expect(placed.get('b')).toMatchObject({ x: 1, y: 2 })
  })

  it('follows through others that hold on themselves, in whichever order they come', () => {
    const all = [note('c', on('b')), note('a', onQuantity('delta/2')), note('b', on('a'))]
    for (const order of [all, all.toReversed()]) {
      const placed = placeAnchored(order, quantityBox, none)
      expect(placed.get('a')).toMatchObject({ x: 525, y: 260 })
      expect(placed.get('b')).toMatchObject({ x: 550, y: 275 })
      expect(placed.get('c')).toMatchObject({ x: 575, y: 290, lost: false })
    }
  })

  it('in a circle has lost its hold, and so has what hangs on the circle', () => {
    const all = [note('a', on('b')), note('b', on('a')), note('c', on('a')), note('d', on('d'))]
    for (const order of [all, all.toReversed()]) {
      const placed = placeAnchored(order, quantityBox, none)
      for (const { id } of all) expect(placed.get(id)).toMatchObject({ x: 1, y: 2, lost: true })
    }
  })

  it('may hang on twenty thousand others in a row', () => {
    const all = Array.from({ length: 20_000 }, (_, i) =>
      note(String(i), i === 0 ? onQuantity('delta/2') : on(String(i - 1), 0, 0)),
    )
    expect(placeAnchored(all, quantityBox, none).get('19999')?.lost).toBe(false)
  })

  it('is placed alike in any order, whoever holds on to whom', () => {
    const holds = fc.array(fc.option(fc.nat(11)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(holds, targets => {
        const all = targets.map((to, i) =>
          note(String(i), to === null ? onQuantity('delta/2') : on(String(to))),
        )
        const [one, other] = [all, all.toReversed()].map(order => placeAnchored(order, quantityBox, none))
        for (const { id } of all) expect(one.get(id)).toEqual(other.get(id))
      }),
    )
  })

  it('keeps a place by the offset to it', () => {
    fc.assert(
      fc.property(point, box, (place, held) => {
        const { dx, dy } = anchorOffset(place, held)
        expect(middleOf(held).x + dx).toBeCloseTo(place.x, 6)
        expect(middleOf(held).y + dy).toBeCloseTo(place.y, 6)
      }),
    )
  })
})

describe('an arrow that holds on', () => {
  const arrow = (from: AnchorTo | null, to: AnchorTo | null): Anchored => ({
    id: 'arrow',
    x: 0,
    y: 0,
    end: { x: 100, y: 0 },
    bend: 0,
    from,
    to,
    box: boxAt({ x: 0, y: 0 }, 100, 0),
  })

  it('goes with each end for itself', () => {
    const placed = placeAnchored([arrow(null, onQuantity('delta/2'))], quantityBox, none).get('arrow')
    expect(placed).toMatchObject({ x: 0, y: 0, end: { x: 525, y: 260 }, lost: false })
    expect(placed?.box).toEqual(boxAt({ x: 0, y: 0 }, 525, 260))
  })

  it('with one end lost keeps that end where it was stored', () => {
    const placed = placeAnchored([arrow(onQuantity('delta/2'), on('gone'))], quantityBox, none).get('arrow')
    expect(placed).toMatchObject({ x: 525, y: 260, end: { x: -425, y: -260 }, lost: true })
  })

  it('goes from one annotation to another that lie where they lie', () => {
    const boxes = (id: string) => (id === 'left' ? boxAt({ x: 0, y: 0 }, 10, 10) : null)
    const all = [arrow(on('left', 0, 0), on('n', 0, 0)), note('n', onQuantity('delta/2'))]
    const placed = placeAnchored(all, quantityBox, boxes).get('arrow')
    expect(placed).toMatchObject({ x: 5, y: 5, end: { x: 535, y: 270 }, lost: false })
  })
})
