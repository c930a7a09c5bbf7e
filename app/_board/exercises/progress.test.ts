import { describe, expect, it } from 'vitest'
import type { Exercise } from '@/lib/protocol'
import {
  afterHint,
  afterMark,
  attemptsWords,
  mayAnswer,
  progressOf,
  readProgress,
  startedOver,
} from './progress'

const exercise: Exercise = {
  id: 'delta',
  topic: 'The course',
  title: 'Deltas',
  question: '?',
  choice: null,
  formula: { left: '\\delta_1 =', depth: 3 },
  attempts: 2,
  hints: 2,
}
const untouched = progressOf({}, 'delta')

describe('attempts', () => {
  it('are used by what is right or wrong, and by nothing else', () => {
    expect(afterMark(untouched, 'wrong').used).toBe(1)
    expect(afterMark(untouched, 'right')).toMatchObject({ used: 1, isSolved: true })
    expect(afterMark(untouched, 'unread')).toEqual(untouched)
    expect(afterMark(untouched, 'other-form')).toEqual(untouched)
  })

  it('are told in words, and end', () => {
    const once = afterMark(untouched, 'wrong')
    expect(attemptsWords(exercise, once)).toBe('1 of 2 attempts used')
    expect(mayAnswer(exercise, once)).toBe(true)
    expect(mayAnswer(exercise, afterMark(once, 'wrong'))).toBe(false)
    expect(mayAnswer(exercise, afterMark(untouched, 'right'))).toBe(false)
  })

  it('are there again when one starts over, and the hints that were read stay', () => {
    const spent = afterHint(afterMark(afterMark(untouched, 'wrong'), 'wrong'))
    expect(startedOver(spent)).toEqual({ used: 0, isSolved: false, hints: 1 })
  })
})

it('reads what a browser kept, and leaves out what is none', () => {
  const kept = { used: 1, isSolved: false, hints: 0 }
  const raw = { delta: kept, broken: { used: -1, isSolved: 1, hints: 0 }, older: 3 }
  expect(readProgress(raw)).toEqual({ delta: kept })
  expect(readProgress('nonsense')).toEqual({})
  expect(progressOf(readProgress(raw), '__proto__')).toEqual(untouched)
})
