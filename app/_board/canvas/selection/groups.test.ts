import { describe, expect, it } from 'vitest'
import type { AnyElement } from '@/lib/board'
import { enteredGroup, groupFor, unitOf, unitsOf, withWholeUnits } from './groups'

const element = (id: string, ...groups: string[]): AnyElement => ({
  id,
  kind: 'rectangle',
  x: 0,
  y: 0,
  order: 'a0',
  color: 'ink',
  size: 'm',
  locked: false,
  groups,
  width: 10,
  height: 10,
  rotation: 0,
  fill: 'none',
})

/** a and b in a group, that with c in another, d alone. */
const elements = new Map(
  [element('a', 'inner', 'outer'), element('b', 'inner', 'outer'), element('c', 'outer'), element('d')].map(
    each => [each.id, each],
  ),
)

describe('a click', () => {
  it('takes the outermost group', () => {
    expect(unitOf(elements, 'a', null)).toEqual(new Set(['a', 'b', 'c']))
    expect(unitOf(elements, 'd', null)).toEqual(new Set(['d']))
  })

  it('takes the next group inside the one that was entered', () => {
    expect(unitOf(elements, 'a', 'outer')).toEqual(new Set(['a', 'b']))
    expect(unitOf(elements, 'c', 'outer')).toEqual(new Set(['c']))
    expect(unitOf(elements, 'a', 'inner')).toEqual(new Set(['a']))
  })

  it('beside the entered group takes what is there', () => {
    expect(unitOf(elements, 'd', 'outer')).toEqual(new Set(['d']))
  })
})

describe('the entered group', () => {
  it('is the one that has more than is selected', () => {
    expect(enteredGroup(elements, new Set(['a']))).toBe('inner')
    expect(enteredGroup(elements, new Set(['a', 'b']))).toBe('outer')
    expect(enteredGroup(elements, new Set(['c']))).toBe('outer')
  })

  it('is none when whole groups are selected, or what is in none', () => {
    expect(enteredGroup(elements, new Set(['a', 'b', 'c']))).toBeNull()
    expect(enteredGroup(elements, new Set(['a', 'd']))).toBeNull()
    expect(enteredGroup(elements, new Set())).toBeNull()
  })
})

it('a double click goes one group further in, until the element stands alone', () => {
  expect(groupFor(elements, 'a', null)).toBe('outer')
  expect(groupFor(elements, 'a', 'outer')).toBe('inner')
  expect(groupFor(elements, 'a', 'inner')).toBeNull()
})

it('a marquee that touches one of a group takes all of it', () => {
  expect(withWholeUnits(elements, ['a', 'd'], null)).toEqual(new Set(['a', 'b', 'c', 'd']))
})

it('groups are arranged as one, and each for itself within the group that was entered', () => {
  expect([...unitsOf(elements, new Set(['a', 'b', 'c', 'd'])).values()]).toEqual([['a', 'b', 'c'], ['d']])
  expect([...unitsOf(elements, new Set(['a', 'b'])).values()]).toEqual([['a', 'b']])
})
