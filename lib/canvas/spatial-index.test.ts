import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, intersects, movedBox } from './box'
import { box } from './geometry.testing'
import { byDepth, type Placed, SpatialIndex } from './spatial-index'

const placed: fc.Arbitrary<Placed> = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(String),
  box,
  layer: fc.nat(2),
  order: fc.constantFrom('a0', 'a1', 'a1V', 'Zz'),
})
const edit = fc.oneof(
  fc.record({ put: fc.array(placed, { maxLength: 12 }) }),
  fc.record({ drop: fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 6 }) }),
)

describe('the index of a board', () => {
  it('after any edits answers as a search through everything does, from the bottom to the top', () => {
    fc.assert(
      fc.property(fc.array(placed), fc.array(edit, { maxLength: 8 }), box, (first, edits, view) => {
        const index = new SpatialIndex(first)
        const all = new Map(first.map(each => [each.id, each]))
        const agrees = () => {
          const pile = [...all.values()].sort(byDepth)
          expect(index.all()).toEqual(pile)
          expect(index.within(view)).toEqual(pile.filter(each => intersects(each.box, view)))
          for (const layer of [0, 1, 2]) {
            const expected = pile.filter(each => each.layer === layer && intersects(each.box, view))
            expect(index.withinLayer(layer, view)).toEqual(expected)
          }
          expect(index.size).toBe(all.size)
        }
        agrees()
        for (const change of edits) {
          if ('put' in change) {
            index.set(change.put)
            for (const each of change.put) all.set(each.id, each)
          } else {
            index.delete(change.drop)
            for (const id of change.drop) all.delete(id)
          }
          agrees()
        }
      }),
    )
  })

  it('finds everything where it lies after all of it has moved the same way', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(placed, { selector: ({ id }) => id, minLength: 2 }),
        fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -50, max: 50 }) }),
        box,
        (all, step, view) => {
          const index = new SpatialIndex(all)
          index.all()
          // Places are kept in single precision: not all go exactly as far.
          const moved = all.map((each, i) => ({
            ...each,
            box: movedBox(each.box, { x: step.x + i / 100, y: step.y }),
          }))
          index.set(moved)
          const pile = moved.sort(byDepth)
          expect(index.all()).toEqual(pile)
          expect(index.within(view)).toEqual(pile.filter(each => intersects(each.box, view)))
          for (const each of moved) expect(index.within(each.box)).toContain(each)
        },
      ),
    )
  })

  it('finds few among many in their order', () => {
    const many = Array.from(
      { length: 2_000 },
      (_, i): Placed => ({
        id: String(i),
        box: boxAt({ x: (i * 37) % 2_000, y: 0 }, 5, 5),
        layer: 0,
        order: `a${String((i * 7) % 2_000).padStart(4, '0')}`,
      }),
    )
    const index = new SpatialIndex(many)
    const view = boxAt({ x: 100, y: 0 }, 50, 50)
    const expected = many.filter(each => intersects(each.box, view)).sort(byDepth)
    expect(expected.length).toBeGreaterThan(10)
    expect(index.within(view)).toEqual(expected)
    index.set([{ ...many[3], box: view, order: 'Zz' }])
    expect(index.within(view)[0]).toEqual({ ...many[3], box: view, order: 'Zz' })
  })

  it('answers for a place with what is near, the uppermost first', () => {
    const thing = (id: string, layer: number, x: number): Placed => ({
      id,
      layer,
      order: 'a0',
      box: boxAt({ x, y: 0 }, 10, 10),
    })
    const index = new SpatialIndex([thing('b', 0, 0), thing('a', 0, 0), thing('c', 1, 0), thing('d', 0, 50)])
    expect(index.at({ x: 12, y: 5 }, 3).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(index.at({ x: 12, y: 5 }, 1)).toEqual([])
    expect(index.get('d')?.box.minX).toBe(50)
  })
})
