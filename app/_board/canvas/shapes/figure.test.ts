import { describe, expect, it } from 'vitest'
import type { Line } from '@/lib/board'
import { arrowCurve } from '@/lib/canvas'
import { openStage } from '../tools/drawing/stage.testing'
import { drawElement } from './draw-element'
import { frameFigure, imageFigure, lineFigure, turnOf } from './figure'

const box = { x: 10, y: 20, width: 100, height: 50 }
const curve = arrowCurve({ x: 0, y: 0, end: { x: 100, y: 0 }, bend: 0 })

describe('a line', () => {
  it('has heads where it is said, and is one piece', () => {
    expect(lineFigure({ size: 'm', heads: 'none' }, curve, []).map(({ tag }) => tag)).toEqual(['path'])
    expect(lineFigure({ size: 'm', heads: 'both' }, curve, [])).toHaveLength(3)
    const [line] = lineFigure({ size: 's', heads: 'end' }, curve, [])
    expect(line?.attributes).toEqual({ 'stroke-width': 1.5, d: 'M0 0Q50 0 100 0' })
  })

  it('is dashed, with a ring and words, where it has lost its hold', () => {
    const lost = [{ at: 'end', words: 'its δ is gone' }] as const
    const [line, ring, words] = lineFigure({ size: 'm', heads: 'none' }, curve, lost)
    expect(line?.attributes).toHaveProperty('stroke-dasharray')
    expect(ring?.attributes).toMatchObject({ cx: 100, cy: 0 })
    expect(words?.text).toBe('its δ is gone')
  })

  it('ends at the border of what it holds on to, also while that is dragged or made larger', () => {
    const stage = openStage()
    const held = { id: 'a', kind: 'rectangle', order: '', color: 'ink', size: 'm', locked: false } as const
    const rectangle = {
      ...held,
      x: 200,
      y: -50,
      width: 100,
      height: 100,
      rotation: 0,
      fill: 'none',
      groups: [],
    } as const
    stage.places.index.set([
      {
        id: 'a',
        element: rectangle,
        box: { minX: 200, minY: -50, maxX: 300, maxY: 50 },
        layer: 2,
        order: '',
        x: 200,
        y: -50,
        end: null,
        lost: false,
      },
    ])
    const line: Line = {
      ...held,
      id: 'b',
      groups: [],
      kind: 'line',
      x: 0,
      y: 0,
      end: { x: 250, y: 0 },
      bend: 0,
      heads: 'none',
      from: null,
      to: { to: 'annotation', id: 'a', dx: 0, dy: 0 },
      fromLost: false,
      toLost: false,
    }
    const endOf = (preview: Parameters<typeof drawElement>[2]) => {
      const d = String(drawElement(line, stage, preview).parts[0]?.attributes.d)
      return Number(d.split(' ').at(-2))
    }
    // The border, half its line, and the gap.
    expect(endOf(null)).toBeCloseTo(200 - 1.25 - 6, 1)
    expect(endOf({ kind: 'moved', ids: new Set(['a']), step: { x: 40, y: 0 } })).toBeCloseTo(232.75, 1)
    const larger = { ...rectangle, x: 150, width: 200 }
    expect(endOf({ kind: 'changed', elements: new Map([['a', larger]]) })).toBeCloseTo(142.75, 1)
    const lost: Line = { ...line, to: { to: 'quantity', quantity: 'loss', dx: 0, dy: 0 }, toLost: true }
    const [path, ring] = drawElement(lost, stage, null).parts
    expect(path?.attributes).toHaveProperty('stroke-dasharray')
    expect(Number(ring?.attributes.cx)).toBeCloseTo(250 - 36, 1)
    expect(endOf({ kind: 'moved', ids: new Set(['c']), step: { x: 40, y: 0 } })).toBeCloseTo(192.75, 1)
    stage.close()
  })
})

describe('an image', () => {
  it('that cannot be shown says why within its box, and has nothing to say while it comes', () => {
    const [missing, room] = imageFigure(box, { state: 'failed', words: 'It is damaged.' })
    expect(missing?.attributes).toMatchObject(box)
    expect(room).toMatchObject({
      attributes: { ...box, overflow: 'hidden' },
      parts: [{ text: 'It is damaged.' }],
    })
    expect(imageFigure(box, { state: 'loading' })).toHaveLength(1)
  })

  it('is named for those who do not see it', () => {
    const [picture] = imageFigure(box, { state: 'shown', url: 'blob:1' })
    expect(picture?.attributes).toMatchObject({
      href: 'blob:1',
      role: 'img',
      'aria-label': 'Image, 100 by 50',
    })
  })
})

describe('a frame', () => {
  it('is called what it is until it has a title', () => {
    const frame = {
      ...box,
      id: 'f',
      kind: 'frame',
      order: '',
      color: 'ink',
      size: 'm',
      locked: false,
      groups: [],
    } as const
    const titleOf = (title: string) => frameFigure({ ...frame, title })[1]?.parts?.[0]?.text
    expect([titleOf(''), titleOf('Backward pass')]).toEqual(['Frame', 'Backward pass'])
  })
})

it('a turn is about the middle, in degrees', () => {
  expect(turnOf(box, Math.PI / 2)).toBe('rotate(90 60 45)')
  expect(turnOf(box, 0)).toBe('')
})
