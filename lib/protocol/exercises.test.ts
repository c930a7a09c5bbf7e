import { describe, expect, it } from 'vitest'
import { costsAttempt, readExerciseHint, readExerciseMark, readExercises } from './exercises'

const exercise = {
  id: 'delta',
  topic: 'The course',
  title: 'Deltas',
  question: 'What is $\\delta_1$?',
  choice: { several: true, options: [{ id: 'a', text: '$x$' }] },
  formula: { left: '\\delta_1 =', depth: 3 },
  attempts: 2,
  hints: 1,
}

describe('what a server says of exercises', () => {
  it('is read as it was meant', () => {
    const typed = { ...exercise, id: 'typed', choice: null }
    expect(readExercises({ exercises: [exercise, typed] })).toEqual([exercise, typed])
  })

  it.each([
    ['nothing', null],
    ['no list', { exercises: 'all' }],
    ['an empty list', { exercises: [] }],
    ['one that cannot be answered', { exercises: [{ ...exercise, choice: null, formula: null }] }],
    ['one without a question', { exercises: [{ ...exercise, question: undefined }] }],
    ['attempts that are none', { exercises: [{ ...exercise, attempts: -1 }] }],
    ['an inherited list', Object.create({ exercises: [exercise] })],
  ])('is null for %s', (_what, raw) => {
    expect(readExercises(raw)).toBeNull()
  })

  it('is a mark with its remarks, or null', () => {
    const remark = {
      option: null,
      mistake: 'the weight of the layer beside',
      words: 'w',
      counterexample: null,
    }
    const mark = { outcome: 'wrong', words: 'That is not it.', remarks: [remark] }
    expect(readExerciseMark(mark)).toEqual(mark)
    expect(readExerciseMark({ ...mark, outcome: 'splendid' })).toBeNull()
    expect(readExerciseMark({ ...mark, remarks: [{}] })).toBeNull()
    expect(readExerciseHint({ hint: 'Look at z.' })).toBe('Look at z.')
    expect(readExerciseHint({ hint: 7 })).toBeNull()
  })
})

it('an attempt is the price of being right or wrong alone', () => {
  expect((['right', 'wrong', 'unread', 'other-form'] as const).map(costsAttempt)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
