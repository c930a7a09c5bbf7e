import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Element } from '@/lib/board'
import { type Box, boxAt, heightOf, RESIZE_HANDLES, selectionBox, widthOf } from '@/lib/canvas'
import { resizedElements, type Taken } from './resize-elements'

const COMMON = { order: 'a0', color: 'ink', size: 'm', locked: false, groups: [] } as const

/** An element as it lies, for what the geometry asks of it. */
function taken(element: Element, width: number, height: number): Taken {
  const box = boxAt(element, width, height)
  const rotation = 'rotation' in element ? element.rotation : 0
  const { id, x, y } = element
  const placed = { id, element, box, layer: 0, order: 'a0', x, y, end: null, lost: false }
  return { placed, element, turned: { box, rotation } }
}
const rectangle = (id: string, { minX: x, minY: y, maxX, maxY }: Box): Taken => {
  const [width, height] = [maxX - x, maxY - y]
  const shape: Element = { ...COMMON, id, kind: 'rectangle', x, y, width, height, rotation: 0, fill: 'none' }
  return taken(shape, width, height)
}
const FREE = { keepsRatio: false, fromMiddle: false }

const length = fc.integer({ min: 10, max: 500 })
const place = fc.integer({ min: -500, max: 500 })
const box = fc
  .tuple(place, place, length, length)
  .map(([x, y, width, height]) => boxAt({ x, y }, width, height))

describe('dragging a handle', () => {
  it('leaves every one of several at the same share of the box around them', () => {
    fc.assert(
      fc.property(
        fc.array(box, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...RESIZE_HANDLES),
        place,
        place,
        (boxes, handle, x, y) => {
          const all = boxes.map((each, i) => rectangle(`a${i}`, each))
          const around = selectionBox(all.map(({ turned }) => turned))
          if (around === null) throw new Error('there were boxes')
          const changes = resizedElements(all, around, handle, { x, y }, FREE)
          const after = selectionBox(
            Array.from(changes.values(), ({ x = 0, y = 0, width, height }) => ({
              box: boxAt({ x, y }, width ?? 0, height ?? 0),
              rotation: 0,
            })),
          )
          if (after === null) throw new Error('all were meant to be resized')
          for (const { element } of all) {
            if (element.kind !== 'rectangle') continue
            const change = changes.get(element.id)
            expect((change?.width ?? 0) / widthOf(after.box)).toBeCloseTo(
              element.width / widthOf(around.box),
              5,
            )
            expect((change?.height ?? 0) / heightOf(after.box)).toBeCloseTo(
              element.height / heightOf(around.box),
              5,
            )
          }
        },
      ),
    )
  })

  it('gives a text another width and leaves its type as it is', () => {
    const text: Element = {
      ...COMMON,
      id: 'a',
      kind: 'text',
      x: 0,
      y: 0,
      text: 'so it follows',
      width: null,
      rotation: 0,
      anchor: null,
      anchorLost: false,
    }
    const one = taken(text, 120, 30)
    expect(resizedElements([one], one.turned, 'e', { x: -40, y: 500 }, FREE).get('a')).toEqual({
      x: 0,
      y: 0,
      width: 80,
    })
    expect(
      resizedElements([one], one.turned, 'w', { x: 500, y: 0 }, FREE).get('a')?.width,
    ).toBeGreaterThanOrEqual(40)
  })

  it('scales ink as a whole and never turns it over', () => {
    const ink: Element = {
      ...COMMON,
      id: 'a',
      kind: 'pen',
      x: 10,
      y: 10,
      points: Uint8Array.of(1),
      scale: 1,
      cuts: [],
    }
    const one = taken(ink, 100, 50)
    expect(resizedElements([one], one.turned, 'se', { x: 100, y: 0 }, FREE).get('a')).toEqual({
      x: 10,
      y: 10,
      scale: 2,
    })
    fc.assert(
      fc.property(fc.constantFrom(...RESIZE_HANDLES), place, place, (handle, x, y) => {
        expect(resizedElements([one], one.turned, handle, { x, y }, FREE).get('a')?.scale).toBeGreaterThan(0)
      }),
    )
  })

  it('keeps an image in proportion', () => {
    const image: Element = {
      ...COMMON,
      id: 'a',
      kind: 'image',
      x: 0,
      y: 0,
      width: 200,
      height: 100,
      rotation: 0,
      hash: 'ab'.repeat(32),
      type: 'image/png',
    }
    const one = taken(image, 200, 100)
    fc.assert(
      fc.property(place, place, (x, y) => {
        const change = resizedElements([one], one.turned, 'se', { x, y }, FREE).get('a')
        expect((change?.width ?? 0) / (change?.height ?? 1)).toBeCloseTo(2, 5)
      }),
    )
  })

  it('leaves a formula alone: it has the size of its type', () => {
    const math: Element = {
      ...COMMON,
      id: 'a',
      kind: 'math',
      x: 0,
      y: 0,
      text: 'x',
      rotation: 0,
      anchor: null,
      anchorLost: false,
    }
    const one = taken(math, 30, 30)
    expect(resizedElements([one], one.turned, 'se', { x: 50, y: 50 }, FREE).size).toBe(0)
  })
})
