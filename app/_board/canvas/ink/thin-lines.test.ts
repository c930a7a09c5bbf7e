import { expect, it } from 'vitest'
import type { Context } from './paint-stroke'
import { type ThinLine, ThinLines } from './thin-lines'

/** A context that notes what is stroked: with which colour and width, and through which places. */
function sketch() {
  const strokes: { color: string; width: number; places: number[][] }[] = []
  let places: number[][] = []
  const context = {
    strokeStyle: '',
    lineWidth: 0,
    setTransform() {},
    beginPath() {
      places = []
    },
    moveTo: (x: number, y: number) => places.push([x, y]),
    lineTo: (x: number, y: number) => places.push([x, y]),
    stroke() {
      strokes.push({ color: context.strokeStyle, width: context.lineWidth, places })
    },
  }
  // As much of a context as lines need.
  return { strokes, context: context as unknown as Context }
}

const VIEW = { camera: { x: 100, y: 0, zoom: 0.1 }, ratio: 1 }
const line = (x: number, color = 'black', places = [0, 0, 10, 20]): ThinLine => ({
  shape: { kind: 'line', lines: [Float64Array.from(places)], width: 3.5, cost: 2 },
  x,
  y: 0,
  scale: 1,
  color,
})

it('paints lines of one colour together, where the camera sees them, and none too thin to be seen', () => {
  const { context, strokes } = sketch()
  const thin = new ThinLines()
  thin.add(context, VIEW, line(100))
  thin.add(context, VIEW, line(200))
  expect(strokes).toEqual([])
  thin.paint(context)
  expect(strokes).toEqual([
    {
      color: 'black',
      width: 0.7,
      places: [
        [0, 0],
        [1, 2],
        [10, 0],
        [11, 2],
      ],
    },
  ])
})

it('keeps the order of the pile: another colour lies upon what was before it', () => {
  const { context, strokes } = sketch()
  const thin = new ThinLines()
  for (const color of ['black', 'red', 'red', 'black']) thin.add(context, VIEW, line(100, color))
  thin.paint(context)
  expect(strokes.map(({ color }) => color)).toEqual(['black', 'red', 'black'])
})

it('makes a dot of one place, and paints nothing twice', () => {
  const { context, strokes } = sketch()
  const thin = new ThinLines()
  thin.add(context, VIEW, line(100, 'black', [0, 0]))
  thin.paint(context)
  thin.paint(context)
  expect(strokes.map(({ places }) => places)).toEqual([
    [
      [0, 0],
      [0, 0],
    ],
  ])
})
