import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Alignment, type Arranged, aligned } from './align'
import { boxAt, movedBox, unionOf } from './box'
import { distributed } from './distribute'
import { box } from './geometry.testing'
import type { Point } from './point'

const arranged = (least: number) =>
  fc
    .array(box, { minLength: least, maxLength: 8 })
    .map(boxes => boxes.map((each, i): Arranged => ({ id: String(i), box: each })))
const boxesAfter = (all: readonly Arranged[], steps: ReadonlyMap<string, Point>) =>
  all.map(each => movedBox(each.box, steps.get(each.id) ?? { x: 0, y: 0 }))

describe('aligning', () => {
  it('brings all to one line within the box around them, and moves nothing along it', () => {
    const line: Record<Alignment, (each: ReturnType<typeof boxAt>) => number> = {
      left: ({ minX }) => minX,
      center: ({ minX, maxX }) => (minX + maxX) / 2,
      right: ({ maxX }) => maxX,
      top: ({ minY }) => minY,
      middle: ({ minY, maxY }) => (minY + maxY) / 2,
      bottom: ({ maxY }) => maxY,
    }
    fc.assert(
      fc.property(
        arranged(1),
        fc.constantFrom<Alignment>('left', 'center', 'right', 'top', 'middle', 'bottom'),
        (all, to) => {
          const steps = aligned(all, to)
          const around = unionOf(all.map(each => each.box))
          const target = around && line[to](around)
          for (const each of boxesAfter(all, steps)) expect(line[to](each)).toBeCloseTo(target ?? NaN, 6)
          const across = ['left', 'center', 'right'].includes(to) ? 'y' : 'x'
          for (const step of steps.values()) expect(step[across]).toBe(0)
        },
      ),
    )
  })

  it('names only what moves', () => {
    const all = [
      { id: 'a', box: boxAt({ x: 0, y: 0 }, 10, 10) },
      { id: 'b', box: boxAt({ x: 5, y: 20 }, 10, 10) },
    ]
    expect([...aligned(all, 'left')]).toEqual([['b', { x: -5, y: 0 }]])
    expect(aligned([], 'left').size).toBe(0)
  })
})

describe('distributing', () => {
  it('makes the gaps equal, and leaves the first and the last in their places', () => {
    fc.assert(
      fc.property(arranged(3), fc.constantFrom<'x' | 'y'>('x', 'y'), (all, along) => {
        const [min, max] = along === 'x' ? (['minX', 'maxX'] as const) : (['minY', 'maxY'] as const)
        const steps = distributed(all, along)
        const moved = boxesAfter(all, steps)
        const row = all
          .map((each, i) => ({ ...each, now: moved[i] }))
          .sort((a, b) => a.box[min] + a.box[max] - b.box[min] - b.box[max] || (a.id < b.id ? -1 : 1))
        expect(steps.has(row[0].id) || steps.has(row[row.length - 1].id)).toBe(false)
        const gaps = row.slice(1).map((each, i) => each.now[min] - row[i].now[max])
        for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0], 5)
      }),
    )
  })

  it('leaves two as they are', () => {
    const two = [0, 50].map(x => ({ id: String(x), box: boxAt({ x, y: 0 }, 10, 10) }))
    expect(distributed(two, 'x').size).toBe(0)
  })
})
