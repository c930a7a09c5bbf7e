import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, containsBox, heightOf, middleOf, movedBox, widthOf } from './box'
import { box } from './geometry.testing'
import { boxAround, broughtIntoView, duplicateStep, pasteStep } from './place'

const card = boxAt({ x: 0, y: 0 }, 40, 20)
const view = boxAt({ x: -100, y: -100 }, 400, 300)

describe('a duplicate', () => {
  it('lies a little beside its original, as far on the screen at every zoom', () => {
    expect(duplicateStep(card, [card], 1)).toEqual({ x: 16, y: 16 })
    expect(duplicateStep(card, [card], 2)).toEqual({ x: 8, y: 8 })
  })

  it('never lies exactly on one of its like', () => {
    fc.assert(
      fc.property(box, fc.nat(30), fc.double({ min: 0.05, max: 16, noNaN: true }), (each, times, zoom) => {
        const all = [each]
        for (let i = 0; i < times; i++) {
          const copy = movedBox(each, duplicateStep(each, all, zoom))
          expect(all.some(other => Math.hypot(other.minX - copy.minX, other.minY - copy.minY) < 1)).toBe(
            false,
          )
          all.push(copy)
        }
      }),
    )
  })
})

describe('what is pasted', () => {
  it('lies under the pointer', () => {
    const step = pasteStep(card, [], view, 1, { x: 55, y: 66 })
    expect(middleOf(movedBox(card, step))).toEqual({ x: 55, y: 66 })
  })

  it('lies where it was copied when that is in view, but not on what is there', () => {
    expect(pasteStep(card, [], view, 1)).toEqual({ x: 0, y: 0 })
    expect(pasteStep(card, [card], view, 1)).toEqual({ x: 16, y: 16 })
  })

  it('lies in the middle of the view when it comes from elsewhere', () => {
    const step = pasteStep(movedBox(card, { x: 5000, y: 0 }), [], view, 1)
    expect(middleOf(movedBox(card, { x: 5000 + step.x, y: step.y }))).toEqual(middleOf(view))
  })
})

describe('something new', () => {
  it('has its middle where it was asked for', () => {
    expect(boxAround({ x: 10, y: 10 }, 8, 4)).toEqual(boxAt({ x: 6, y: 8 }, 8, 4))
  })

  it('is brought into view by the shortest way, and stays as large as it is', () => {
    fc.assert(
      fc.property(box, box, (each, seen) => {
        const shown = broughtIntoView(each, seen)
        expect(widthOf(shown)).toBeCloseTo(widthOf(each), 6)
        const fits = widthOf(each) < widthOf(seen) && heightOf(each) < heightOf(seen)
        if (fits)
          expect(
            containsBox(
              boxAt(
                { x: seen.minX - 1e-6, y: seen.minY - 1e-6 },
                widthOf(seen) + 2e-6,
                heightOf(seen) + 2e-6,
              ),
              shown,
            ),
          ).toBe(true)
        else expect(shown.minX === seen.minX || shown.minY === seen.minY).toBe(true)
      }),
    )
    expect(broughtIntoView(card, view)).toEqual(card)
  })
})
