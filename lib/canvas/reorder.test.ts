import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt } from './box'
import { box } from './geometry.testing'
import { type Insertion, type Piled, type Reordering, reordered } from './reorder'

const overlapping = (names: string): Piled[] =>
  [...names].map(id => ({ id, box: boxAt({ x: 0, y: 0 }, 10, 10) }))

/** The pile as it is after the insertions. */
function carriedOut(pile: readonly Piled[], insertions: readonly Insertion[]): string[] {
  const moving = new Set(insertions.flatMap(({ ids }) => ids))
  const left = pile.map(({ id }) => id).filter(id => !moving.has(id))
  for (const { ids, above } of insertions)
    left.splice(above === null ? 0 : left.indexOf(above) + 1, 0, ...ids)
  return left
}

const piledAfter = (names: string, chosen: string, to: Reordering) =>
  carriedOut(overlapping(names), reordered(overlapping(names), new Set(chosen), to)).join('')

describe('the order of a pile', () => {
  it('has the chosen in front or at the back, in their order', () => {
    expect(piledAfter('abcde', 'bd', 'front')).toBe('acebd')
    expect(piledAfter('abcde', 'bd', 'back')).toBe('bdace')
  })

  it('changes by one thing that overlaps at a step', () => {
    expect(piledAfter('abcd', 'b', 'up')).toBe('acbd')
    expect(piledAfter('abcd', 'c', 'down')).toBe('acbd')
    expect(piledAfter('abcd', 'ac', 'up')).toBe('badc')
    expect(piledAfter('abcd', 'cd', 'up')).toBe('abcd')
  })

  it('changes past things elsewhere, which nobody would see, and not at all without one that overlaps', () => {
    const [a, b, c] = overlapping('abc')
    const away = { ...b, box: boxAt({ x: 100, y: 0 }, 10, 10) }
    expect(carriedOut([a, away, c], reordered([a, away, c], new Set('a'), 'up'))).toEqual(['b', 'c', 'a'])
    expect(reordered([a, away], new Set('a'), 'up')).toEqual([])
  })

  it('names the neighbours between which the chosen go, and nobody who stays', () => {
    expect(reordered(overlapping('abcd'), new Set('a'), 'front')).toEqual([
      { ids: ['a'], above: 'd', below: null },
    ])
    expect(reordered(overlapping('abcd'), new Set('b'), 'up')).toEqual([
      { ids: ['b'], above: 'c', below: 'd' },
    ])
    expect(reordered(overlapping('abcd'), new Set('d'), 'front')).toEqual([])
    expect(reordered(overlapping('abcd'), new Set(), 'up')).toEqual([])
  })

  it('stays as it was among the chosen, and among the others', () => {
    const pile = fc
      .array(box, { minLength: 1, maxLength: 9 })
      .map(boxes => boxes.map((each, i): Piled => ({ id: String(i), box: each })))
    const to = fc.constantFrom<Reordering>('front', 'back', 'up', 'down')
    fc.assert(
      fc.property(pile, fc.uniqueArray(fc.nat(8)), to, (all, numbers, way) => {
        const chosen = new Set(numbers.map(String))
        const ids = carriedOut(all, reordered(all, chosen, way))
        expect(ids.toSorted()).toEqual(all.map(({ id }) => id))
        for (const part of [ids.filter(id => chosen.has(id)), ids.filter(id => !chosen.has(id))]) {
          expect(part).toEqual(part.toSorted())
        }
      }),
    )
  })
})
