import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxOfCoordinates, containsBox, expanded } from './box'
import { brushStyle } from './brush'
import { coordinates } from './geometry.testing'
import type { InkPoints } from './ink'
import { GrowingOutline, outlineMargin, strokeOutlines } from './stroke-outline'

const pen = brushStyle('pen', 'm')

function spiral(count: number, pressure: number | null = null): InkPoints {
  const points = Float64Array.from({ length: 2 * count }, (_, i) => {
    const turn = Math.floor(i / 2) / 20
    return (40 + 6 * turn) * (i % 2 === 0 ? Math.cos(turn) : Math.sin(turn))
  })
  return { points, pressures: pressure === null ? null : new Float32Array(count).fill(pressure) }
}

/** Whether the place is inside the polygon, counted by windings as a canvas fills it. */
function isInked(outline: ArrayLike<number>, x: number, y: number): boolean {
  let windings = 0
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [outline[j], outline[j + 1], outline[i], outline[i + 1]]
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    if (ay <= y && by > y && side > 0) windings++
    if (ay > y && by <= y && side < 0) windings--
  }
  return windings !== 0
}

/** How far the polygon reaches above the x axis at an x. */
function heightAbove(outline: ArrayLike<number>, x: number): number {
  let height = 0
  for (let i = 0; i + 3 < outline.length; i += 2) {
    const [ax, ay, bx, by] = [outline[i], outline[i + 1], outline[i + 2], outline[i + 3]]
    if (ax !== bx && (ax - x) * (bx - x) <= 0)
      height = Math.max(height, ay + ((by - ay) * (x - ax)) / (bx - ax))
  }
  return height
}

function inkedHeight(ink: InkPoints): number {
  const box = boxOfCoordinates(strokeOutlines(ink, pen)[0])
  return box ? box.maxY - box.minY : 0
}

const straight = (pressure: number): InkPoints => ({
  points: Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? i * 2 : 0)),
  pressures: new Float32Array(40).fill(pressure),
})

describe('the outline of a stroke', () => {
  it('stays within the margin of the box of its points', () => {
    fc.assert(
      fc.property(coordinates(), points => {
        const box = boxOfCoordinates(points)
        for (const outline of strokeOutlines({ points, pressures: null }, pen)) {
          const inked = boxOfCoordinates(outline)
          expect(box && inked && containsBox(expanded(box, outlineMargin(pen)), inked)).toBe(true)
        }
      }),
    )
  })

  it('inks the way that was drawn, long strokes at their seams too', () => {
    const ink = spiral(1200)
    const outlines = strokeOutlines(ink, pen)
    expect(outlines.length).toBe(5)
    const missed = []
    for (let i = 4; i < 1200; i++) {
      const [x, y] = [ink.points[2 * i], ink.points[2 * i + 1]]
      if (!outlines.some(outline => isInked(outline, x, y))) missed.push(i)
    }
    expect(missed).toEqual([])
  })

  it('changes its width nowhere at once, at its seams neither, however fast the hand goes', () => {
    for (const pace of [0.25, 0.5, 2, 6, 15]) {
      const points = Float64Array.from({ length: 1200 }, (_, i) => (i % 2 === 0 ? (pace * i) / 2 : 0))
      const outlines = strokeOutlines({ points, pressures: null }, brushStyle('pen', 'xl'))
      const widths = Array.from({ length: 500 }, (_, i) =>
        Math.max(...outlines.map(outline => heightAbove(outline, pace * (i + 50.3)))),
      )
      const jumps = widths.slice(1).map((width, i) => Math.abs(width / widths[i] - 1))
      expect(Math.max(...jumps)).toBeLessThan(0.05)
    }
  })

  it('without recorded pressure is wider where the hand was slow', () => {
    const heightAt = (pace: number) => {
      const points = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? (pace * i) / 2 : 0))
      return heightAbove(strokeOutlines({ points, pressures: null }, pen)[0], pace * 150.3)
    }
    expect(heightAt(0.5)).toBeGreaterThan(1.5 * heightAt(5))
  })

  it('is wider where the pen pressed harder, and feels no pressure where none was recorded', () => {
    expect(inkedHeight(straight(0.9))).toBeGreaterThan(1.5 * inkedHeight(straight(0.2)))
    expect(strokeOutlines(spiral(60), pen)).not.toEqual(strokeOutlines(spiral(60, 0.5), pen))
  })

  it('of a highlighter is as wide everywhere', () => {
    const broad = brushStyle('highlighter', 'm')
    expect(strokeOutlines(spiral(60, 0.1), broad)).toEqual(strokeOutlines(spiral(60, 0.9), broad))
  })

  it('of a dot is a disc of the width of the brush, and of nothing is nothing', () => {
    const [dot] = strokeOutlines({ points: Float64Array.of(0, 0), pressures: null }, brushStyle('pen', 'xl'))
    const box = boxOfCoordinates(dot)
    expect(box ? box.maxX - box.minX : 0).toBeGreaterThan(5)
    expect(strokeOutlines({ points: new Float64Array(), pressures: null }, pen)).toEqual([])
  })
})

describe('the outline of a stroke that grows', () => {
  it('is at every point that of the stroke up to there, so that it does not flicker when it is done', () => {
    const ink = spiral(700, 0.375)
    const growing = new GrowingOutline(pen, true)
    for (let i = 0; i < 700; i++) {
      growing.add(ink.points[2 * i], ink.points[2 * i + 1], 0.375)
      if (i % 97 !== 0 && i !== 699) continue
      const sofar = { points: ink.points.slice(0, 2 * i + 2), pressures: new Float32Array(i + 1).fill(0.375) }
      expect(growing.outlines()).toEqual(strokeOutlines(sofar, pen))
    }
  })

  it('keeps the parts that are full, so that a long stroke costs no more a frame than a short one', () => {
    const ink = spiral(600)
    const growing = new GrowingOutline(pen, false)
    const outlinesAfter = (from: number, to: number) => {
      for (let i = from; i < to; i++) growing.add(ink.points[2 * i], ink.points[2 * i + 1], 0)
      return growing.outlines()
    }
    const before = outlinesAfter(0, 300)
    const after = outlinesAfter(300, 600)
    expect(before.length).toBe(2)
    expect(after[0]).toBe(before[0])
  })
})
