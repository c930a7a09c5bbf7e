import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAt, movedBox } from './box'
import { box, point } from './geometry.testing'
import { nearestNeighbours, onGrid, snapMove, snapResize } from './snap'

const card = boxAt({ x: 0, y: 0 }, 40, 20)
const plain = { grid: null, neighbours: [], tolerance: 6 }

describe('a box that is moved', () => {
  it('goes where the hand goes without a grid and neighbours', () => {
    expect(snapMove(card, { x: 3.3, y: 4 }, plain)).toEqual({ step: { x: 3.3, y: 4 }, guides: [] })
  })

  it('goes to the grid with its top left corner', () => {
    expect(snapMove(card, { x: 27, y: 4 }, { ...plain, grid: 20 }).step).toEqual({ x: 20, y: 0 })
    expect(onGrid({ x: 31, y: -31 })).toEqual({ x: 40, y: -40 })
  })

  it('snaps to the edges and the middle of a neighbour, and shows the line through both', () => {
    const neighbours = [boxAt({ x: 100, y: 200 }, 60, 20)]
    const { step, guides } = snapMove(card, { x: 103, y: 50 }, { ...plain, neighbours })
    expect(step).toEqual({ x: 100, y: 50 })
    expect(guides).toEqual([{ kind: 'edge', from: { x: 100, y: 50 }, to: { x: 100, y: 220 } }])
    expect(snapMove(card, { x: 112, y: 50 }, { ...plain, neighbours }).step.x).toBe(110)
  })

  it('snaps in each direction for itself, and shows all lines that hold at once', () => {
    const neighbours = [boxAt({ x: 100, y: 100 }, 40, 20)]
    const { step, guides } = snapMove(card, { x: 98, y: 121 }, { ...plain, neighbours })
    expect(step).toEqual({ x: 100, y: 120 })
    expect(guides.filter(({ from, to }) => from.x === to.x).map(({ from }) => from.x)).toEqual([
      100, 120, 140,
    ])
  })

  it('fits into a row with equal gaps: after two, before two, between two', () => {
    const neighbours = [boxAt({ x: 0, y: 0 }, 40, 20), boxAt({ x: 70, y: 3 }, 40, 23)]
    const moved = (x: number) =>
      snapMove(boxAt({ x, y: 9 }, 33, 20), { x: 0, y: 0 }, { ...plain, neighbours })
    const x = (at: number) => at + moved(at).step.x
    expect([x(144), x(-60)]).toEqual([140, -63])
    const wide = [neighbours[0], boxAt({ x: 173, y: 3 }, 40, 23)]
    expect(
      snapMove(boxAt({ x: 88, y: 9 }, 33, 20), { x: 0, y: 0 }, { ...plain, neighbours: wide }).step.x,
    ).toBe(2)
    expect(moved(144).guides.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', from: { x: 40, y: 11.5 }, to: { x: 70, y: 11.5 } },
      { kind: 'gap', from: { x: 110, y: 17.5 }, to: { x: 140, y: 17.5 } },
    ])
  })

  it('never goes further from the hand than the tolerance, and lies in line when it shows a line', () => {
    fc.assert(
      fc.property(box, point, fc.array(box, { maxLength: 6 }), (each, step, neighbours) => {
        const snapped = snapMove(each, step, { grid: null, neighbours, tolerance: 50 })
        expect(Math.abs(snapped.step.x - step.x)).toBeLessThanOrEqual(50 + 1e-9)
        expect(Math.abs(snapped.step.y - step.y)).toBeLessThanOrEqual(50 + 1e-9)
        const now = movedBox(each, snapped.step)
        for (const { kind, from, to } of snapped.guides) {
          if (kind !== 'edge' || from.x !== to.x || from.y === to.y) continue
          const places = [now.minX, (now.minX + now.maxX) / 2, now.maxX]
          expect(Math.min(...places.map(place => Math.abs(place - from.x)))).toBeLessThan(1e-5)
        }
      }),
    )
  })
})

describe('a box that is resized', () => {
  it('snaps with the edges that the handle takes, and no others', () => {
    const neighbours = [boxAt({ x: 102, y: 300 }, 50, 50)]
    const wish = { ...plain, neighbours }
    expect(snapResize(card, { x: 1, y: 0 }, { x: 60, y: 0 }, wish).step).toEqual({ x: 62, y: 0 })
    expect(snapResize(card, { x: -1, y: 0 }, { x: 60, y: 0 }, wish).step).toEqual({ x: 60, y: 0 })
    expect(snapResize(card, { x: 1, y: 1 }, { x: 5, y: 7 }, { ...plain, grid: 20 }).step).toEqual({
      x: 0,
      y: 0,
    })
  })
})

describe('the neighbours to line up with', () => {
  it('are those in view, the nearest hundred', () => {
    const all = Array.from({ length: 300 }, (_, i) => boxAt({ x: 10 * i, y: 0 }, 5, 5))
    const near = nearestNeighbours(card, all, boxAt({ x: 50, y: 0 }, 2000, 50))
    expect(near.length).toBe(100)
    expect(near[0].minX).toBe(50)
  })
})
