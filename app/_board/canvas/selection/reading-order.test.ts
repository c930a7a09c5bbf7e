import { expect, it } from 'vitest'
import type { PlacedElement } from '../places/places'
import { inReadingOrder } from './reading-order'

/** Something at a place, as far as its order goes. */
const placed = (id: string, minX: number, minY: number, height = 20) =>
  ({ id, box: { minX, minY, maxX: minX + 50, maxY: minY + height } }) as PlacedElement // no more is asked

it('reads row by row from the top, and a row from the left, though nothing is drawn exactly level', () => {
  const order = inReadingOrder([
    placed('d', 0, 200),
    placed('c', 300, 4),
    placed('a', 0, 10),
    placed('b', 100, 0),
    placed('e', 80, 190),
  ])
  expect(order.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
})
