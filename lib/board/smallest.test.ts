import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byText, Smallest } from './smallest'

describe('the smallest of many', () => {
  it('are those that sorting all of them puts first', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), fc.integer({ min: 1, max: 8 }), (texts, limit) => {
        const smallest = new Smallest(limit, byText)
        for (const text of texts) smallest.add(text)
        expect(smallest.list()).toEqual(texts.toSorted(byText).slice(0, limit))
        expect(smallest.count).toBe(texts.length)
      }),
    )
  })

  it('can be asked for in between', () => {
    const smallest = new Smallest(2, byText)
    for (const text of ['d', 'c', 'b']) smallest.add(text)
    expect(smallest.list()).toEqual(['b', 'c'])
    smallest.add('a')
    expect(smallest.list()).toEqual(['a', 'b'])
  })
})
