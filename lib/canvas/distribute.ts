import type { Arranged } from './align'
import { heightOf, widthOf } from './box'
import type { Point } from './point'

/**
 * The steps, by id, that make the gaps between neighbours equal. The first and the last stay; where the things are longer than the
 * room between those, they overlap equally. Fewer than three stay as they are.
 */
export function distributed(all: readonly Arranged[], along: 'x' | 'y'): Map<string, Point> {
  const [start, long] =
    along === 'x'
      ? [({ box }: Arranged) => box.minX, ({ box }: Arranged) => widthOf(box)]
      : [({ box }: Arranged) => box.minY, ({ box }: Arranged) => heightOf(box)]
  const middle = (each: Arranged) => start(each) + long(each) / 2
  const row = all.toSorted((a, b) => middle(a) - middle(b) || (a.id < b.id ? -1 : 1))
  const steps = new Map<string, Point>()
  if (row.length < 3) return steps
  const [first, last] = [row[0], row[row.length - 1]]
  const taken = row.reduce((sum, each) => sum + long(each), 0)
  const gap = (start(last) + long(last) - start(first) - taken) / (row.length - 1)
  let at = start(first)
  for (const each of row) {
    const step = at - start(each)
    if (each !== first && each !== last && step !== 0) {
      steps.set(each.id, along === 'x' ? { x: step, y: 0 } : { x: 0, y: step })
    }
    at += long(each) + gap
  }
  return steps
}
