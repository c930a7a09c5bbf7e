import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { derive, openBoard, seedUpdate } from '@/lib/board'
import { passOrder, quantityKey } from '@/lib/notation'
import { closenessWords, isClose, readPrediction, valueAt } from './prediction'
import { placeWords, walkMarks } from './walk-marks'

const doc = new Y.Doc()
Y.applyUpdate(doc, seedUpdate())
const derived = derive(openBoard(doc).model())
const steps = passOrder(derived.chain.layers.length, false)
const placeOf = (key: string, pass = 'any') =>
  steps.findIndex(step => quantityKey(step.quantity) === key && (pass === 'any' || step.pass === pass))
function stepOf(key: string) {
  const step = steps[placeOf(key)]
  if (step === undefined) throw new Error(key)
  return step
}
const predicted = (typed: string, key: string) => {
  const read = readPrediction(typed, stepOf(key), derived)
  if (!read.ok) throw new Error(read.message)
  return read.prediction
}

describe('a prediction', () => {
  it('is a number as people type it', () => {
    expect(predicted('1/4', 'z:1')).toEqual({ value: 0.25, remark: null })
    expect(predicted('−0,5', 'delta:1').value).toBe(-0.5)
  })

  it('is a formula, and a right one comes to what the engine says', () => {
    for (const [typed, key] of [
      ['x w_1', 'z:1'],
      ['tanh(z_1)', 'f:1'],
      ['(1-f_1^2) w_2 d_2', 'delta:1'],
      ['w_1 - η dL/dw1', 'w:1'],
    ] as const) {
      const { value, remark } = predicted(typed, key)
      expect(isClose(value, valueAt(stepOf(key), derived)), typed).toBe(true)
      expect(remark).toContain('holds')
    }
  })

  it('is told its mistake by name', () => {
    expect(predicted('(1-f_1^2) w_1 d_2', 'delta:1').remark).toContain('w₁')
  })

  it('that cannot be read says why', () => {
    expect(readPrediction('((', stepOf('z:1'), derived)).toMatchObject({ ok: false })
    expect(readPrediction('z_2 = f_1 w_2', stepOf('z:1'), derived)).toMatchObject({ ok: false })
  })
})

it.each([
  [0.5, 0.5, 'You said 0.5: exactly.'],
  [0.5, 0.51, 'You said 0.5, it is 0.51: within 2 %.'],
  [-1, 1, 'You said −1, it is 1: the sign is the other way round.'],
  [2, 0.5, 'You said 2, it is 0.5: 4 times too large.'],
  [0.5, 2, 'You said 0.5, it is 2: 4 times too small.'],
  [0.8, 1, 'You said 0.8, it is 1: 20 % too small.'],
  [1, 0, 'You said 1, it is 0.'],
  [1, Number.NaN, 'You said 1, it is —.'],
])('says how close %d comes to %d', (yours, actual, words) => {
  expect(closenessWords(yours, actual)).toBe(words)
})

describe('the chain in a walk', () => {
  it('hides what was not worked out yet, and never a weight', () => {
    const at = placeOf('f:1') + 1
    const { hidden, current, sources } = walkMarks(steps, at, [{ kind: 'z', layer: 1 }])
    expect(current).toBe('f:1')
    expect([...sources]).toEqual(['z:1'])
    expect(hidden.has('f:1')).toBe(false)
    expect(hidden.has('z:2')).toBe(true)
    expect(hidden.has('delta:1')).toBe(true)
    expect(hidden.has('w:1')).toBe(false)
    expect(walkMarks(steps, steps.length, []).hidden.size).toBe(0)
  })

  it('is told its place in words', () => {
    expect(placeWords(steps, 0)).toBe('Nothing is worked out yet')
    expect(placeWords(steps, 1)).toMatch(/^Forward pass, 1 of \d+$/)
    expect(placeWords(steps, steps.length)).toMatch(/^Update, (\d+) of \1$/)
  })
})
