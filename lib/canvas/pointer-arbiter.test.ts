import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Device, type Gesture, PointerArbiter, type PointerNews } from './pointer-arbiter'

let arbiter: PointerArbiter
let time: number

beforeEach(() => {
  arbiter = new PointerArbiter()
  time = 1_000
})

/** One piece of news, `later` ms after the last one. */
function tell(
  kind: PointerNews['kind'],
  device: Device,
  id: number,
  x: number,
  y = 0,
  { later = 10, pans = false } = {},
): readonly Gesture[] {
  time += later
  return arbiter.take({ kind, id, device, at: { x, y }, time, pans })
}

const kinds = (gestures: readonly Gesture[]) => gestures.map(({ kind }) => kind)

describe('a mouse', () => {
  it('has the tool from its button’s down to its up', () => {
    expect(kinds(tell('down', 'mouse', 1, 0))).toEqual(['begin'])
    expect(kinds(tell('move', 'mouse', 1, 5))).toEqual(['extend'])
    expect(kinds(tell('up', 'mouse', 1, 5))).toEqual(['finish'])
    expect(kinds(tell('move', 'mouse', 1, 9))).toEqual([])
  })

  it('moves the board by its middle button, or while the space bar is held', () => {
    expect(tell('down', 'mouse', 1, 0, 0, { pans: true })).toEqual([])
    expect(tell('move', 'mouse', 1, 5, -3)).toEqual([{ kind: 'pan', step: { x: 5, y: -3 } }])
    expect(tell('up', 'mouse', 1, 5, -3)).toEqual([])
  })
})

describe('fingers', () => {
  it('one has the tool, while no pen was seen', () => {
    expect(kinds(tell('down', 'touch', 1, 0))).toEqual(['begin'])
    expect(kinds(tell('up', 'touch', 1, 0))).toEqual(['finish'])
  })

  it.each([
    ['soon after the first', 100, 50],
    ['late, of which the first has hardly moved', 5_000, 4],
  ])('a second %s abandons the gesture and pinches', (_when, later, way) => {
    tell('down', 'touch', 1, 0)
    tell('move', 'touch', 1, way, 0, { later: 1 })
    expect(kinds(tell('down', 'touch', 2, 100, 0, { later }))).toEqual(['abandon'])
    tell('move', 'touch', 1, 0)
    expect(tell('move', 'touch', 2, 200)).toEqual([
      { kind: 'pinch', step: { x: 50, y: 0 }, factor: 2, about: { x: 100, y: 0 } },
    ])
  })

  it('a second in the middle of a stroke is a palm', () => {
    tell('down', 'touch', 1, 0)
    tell('move', 'touch', 1, 40)
    expect(tell('down', 'touch', 2, 100, 0, { later: 500 })).toEqual([])
    expect(tell('move', 'touch', 2, 120)).toEqual([])
    expect(kinds(tell('move', 'touch', 1, 50))).toEqual(['extend'])
    expect(tell('up', 'touch', 2, 120)).toEqual([])
    expect(kinds(tell('up', 'touch', 1, 50))).toEqual(['finish'])
  })

  it('draw nothing when of two that pinch one is lifted first', () => {
    tell('down', 'touch', 1, 0)
    tell('down', 'touch', 2, 100)
    expect(tell('up', 'touch', 2, 100)).toEqual([])
    expect(tell('move', 'touch', 1, 50)).toEqual([])
    expect(tell('down', 'touch', 3, 0)).toEqual([])
    tell('up', 'touch', 1, 50)
    tell('up', 'touch', 3, 0)
    expect(kinds(tell('down', 'touch', 4, 0))).toEqual(['begin'])
  })

  it('a third does nothing', () => {
    tell('down', 'touch', 1, 0)
    tell('down', 'touch', 2, 100)
    expect(tell('down', 'touch', 3, 300)).toEqual([])
    expect(tell('move', 'touch', 3, 400)).toEqual([])
  })
})

describe('a pen', () => {
  it('takes the tool from a finger and starts clean: the palm comes first', () => {
    tell('down', 'touch', 1, 0)
    tell('move', 'touch', 1, 30)
    expect(kinds(tell('down', 'pen', 9, 200))).toEqual(['abandon', 'begin'])
    expect(tell('move', 'touch', 1, 60)).toEqual([])
    expect(kinds(tell('up', 'pen', 9, 210))).toEqual(['finish'])
    expect(tell('move', 'touch', 1, 70)).toEqual([])
  })

  it('is not disturbed by a palm that comes later, nor is the board by a palm that stays', () => {
    tell('down', 'pen', 9, 0)
    expect(tell('down', 'touch', 1, 50)).toEqual([])
    expect(tell('down', 'touch', 2, 90)).toEqual([])
    tell('up', 'pen', 9, 0)
    expect(tell('move', 'touch', 1, 90)).toEqual([])
    expect(tell('down', 'touch', 3, 90)).toEqual([])
  })

  it('leaves moving the board to the fingers from then on, until that is switched off', () => {
    tell('down', 'pen', 9, 0)
    tell('up', 'pen', 9, 0)
    expect(arbiter.isInPenMode).toBe(true)
    expect(tell('down', 'touch', 1, 0)).toEqual([])
    expect(tell('move', 'touch', 1, 7)).toEqual([{ kind: 'pan', step: { x: 7, y: 0 } }])
    tell('up', 'touch', 1, 7)
    arbiter.leavePenMode()
    expect(kinds(tell('down', 'touch', 1, 0))).toEqual(['begin'])
  })

  it('ends a pinch', () => {
    tell('down', 'touch', 1, 0)
    tell('down', 'touch', 2, 100)
    expect(kinds(tell('down', 'pen', 9, 0))).toEqual(['begin'])
    expect(tell('move', 'touch', 2, 150)).toEqual([])
  })
})

it('a gesture that the browser cancels, or Escape, leaves no trace', () => {
  tell('down', 'touch', 1, 0)
  expect(kinds(tell('cancel', 'touch', 1, 0))).toEqual(['abandon'])
  tell('down', 'mouse', 2, 0)
  expect(kinds(arbiter.abandon())).toEqual(['abandon'])
  expect(tell('move', 'mouse', 2, 5)).toEqual([])
  expect(tell('up', 'mouse', 2, 5)).toEqual([])
  expect(arbiter.abandon()).toEqual([])
})

it('whatever happens, gestures of the tool never overlap, and when all is lifted the next one begins', () => {
  const news = fc.record({
    kind: fc.constantFrom<PointerNews['kind']>('down', 'move', 'up', 'cancel'),
    id: fc.integer({ min: 1, max: 5 }),
    x: fc.integer({ min: 0, max: 300 }),
    later: fc.integer({ min: 0, max: 300 }),
    pans: fc.boolean(),
  })
  const deviceOf = (id: number): Device => (id === 1 ? 'mouse' : id === 2 ? 'pen' : 'touch')
  fc.assert(
    fc.property(fc.array(news, { maxLength: 60 }), all => {
      arbiter = new PointerArbiter()
      const down = new Set<number>()
      let isUnderWay = false
      const look = (gestures: readonly Gesture[]) => {
        for (const { kind } of gestures) {
          if (kind === 'begin') {
            expect(isUnderWay).toBe(false)
            isUnderWay = true
          } else if (kind === 'pan' || kind === 'pinch') {
            expect(isUnderWay).toBe(false)
          } else {
            expect(isUnderWay).toBe(true)
            if (kind !== 'extend') isUnderWay = false
          }
        }
      }
      for (const { kind, id, x, later, pans } of all) {
        if (kind === 'down' ? down.has(id) : !down.has(id)) continue
        if (kind === 'down') down.add(id)
        else if (kind !== 'move') down.delete(id)
        look(tell(kind, deviceOf(id), id, x, 0, { later, pans }))
      }
      for (const id of down) look(tell('up', deviceOf(id), id, 0))
      expect(isUnderWay).toBe(false)
      expect(kinds(tell('down', 'mouse', 1, 0))).toEqual(['begin'])
    }),
  )
})
