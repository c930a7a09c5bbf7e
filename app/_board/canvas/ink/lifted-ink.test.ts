import { expect, it } from 'vitest'
import { encodeInk } from '@/lib/canvas'
import type { PlacedElement } from '../places/places'
import { LiftedInk } from './lifted-ink'

const points = encodeInk({ points: Float64Array.of(0, 0, 10, 0), pressures: null })

const placed = (id: string, x: number, kind: 'pen' | 'highlighter' = 'pen'): PlacedElement => ({
  id,
  box: { minX: x, minY: 0, maxX: x + 10, maxY: 1 },
  layer: 0,
  order: 'a',
  x,
  y: 0,
  end: null,
  lost: false,
  element: {
    id,
    kind,
    x,
    y: 0,
    order: 'a',
    color: 'ink',
    size: 'm',
    locked: false,
    groups: [],
    points,
    scale: 1,
    cuts: [],
  },
})

const placesOf = (...all: PlacedElement[]) => new Map(all.map(each => [each.id, each]))

const lifted = (before: ReadonlyMap<string, PlacedElement>, step: { x: number; y: number }) =>
  LiftedInk.of(new Set(before.keys()), step, before, 'pen')

it('lifts the strokes of its own layer, and nothing where there are none', () => {
  const before = placesOf(placed('a', 0), placed('b', 20, 'highlighter'))
  expect(lifted(before, { x: 0, y: 0 })?.strokes.map(({ id }) => id)).toEqual(['a'])
  expect(lifted(placesOf(placed('b', 0, 'highlighter')), { x: 0, y: 0 })).toBeNull()
})

it('was dropped when every stroke lies where it was moved to, in the precision in which places are kept', () => {
  const before = placesOf(placed('a', 0), placed('b', 20))
  const dropped = placesOf(placed('a', Math.fround(123.4567)), placed('b', Math.fround(143.4567)))
  expect(lifted(before, { x: 123.4567, y: 0 })?.wasDropped(dropped)).toBe(true)
})

it('was not dropped when one lies elsewhere, is gone, or all lie where they were', () => {
  const before = placesOf(placed('a', 0), placed('b', 20))
  const hand = lifted(before, { x: 5, y: 0 })
  expect(hand?.wasDropped(placesOf(placed('a', 5), placed('b', 20)))).toBe(false)
  expect(hand?.wasDropped(placesOf(placed('a', 5)))).toBe(false)
  expect(hand?.wasDropped(before)).toBe(false)
})

it('is seen by a camera that went the other way', () => {
  const hand = lifted(placesOf(placed('a', 0)), { x: 5, y: -3 })
  expect(hand?.seenFrom({ x: 100, y: 100, zoom: 2 })).toEqual({ x: 95, y: 103, zoom: 2 })
})
