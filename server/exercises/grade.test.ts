import { describe, expect, it } from 'vitest'
import { evaluate } from '@/lib/engine'
import { checkLatex, splitInlineMath } from '@/lib/notation'
import { costsAttempt, type ExerciseMark } from '@/lib/protocol'
import { EXERCISES, exerciseOf } from './all-exercises'
import { TYPED } from './course-answers.testing'
import { COURSE_EXERCISES } from './course-exercises'
import { asked, type KeyedExercise, optionsOf } from './exercise'
import { grade } from './grade'
import { checkOf } from './remark'

function marked(id: string, answer: Parameters<typeof grade>[1]): ExerciseMark {
  const exercise = exerciseOf(id)
  if (exercise === undefined) throw new Error(`There is no exercise ${id}.`)
  const mark = grade(exercise, answer)
  if (typeof mark === 'string') throw new Error(mark)
  return mark
}
const typed = (id: string, formula: string) => marked(id, { formula })
const chosen = (id: string, ...choice: string[]) => marked(id, { choice })
const rightOf = (exercise: KeyedExercise) =>
  optionsOf(exercise)
    .filter(({ isRight }) => isRight)
    .map(({ id }) => id)

describe('the exercises', () => {
  it('are the four of the course and ten more, each with an id of its own', () => {
    expect(COURSE_EXERCISES).toHaveLength(4)
    expect(new Set(EXERCISES.map(({ id }) => id)).size).toBe(14)
  })

  it.each(EXERCISES)('$id has a key that the check agrees with, line by line', exercise => {
    for (const { line, isRight } of optionsOf(exercise)) {
      if (line !== undefined)
        expect(checkOf(line, exercise.shape)?.verdict, line).toBe(isRight ? 'holds' : 'fails')
    }
  })

  it.each(EXERCISES)('$id can be answered, and has hints', exercise => {
    const { choice, formula, attempts, hints } = exercise
    expect(choice ?? formula).toBeDefined()
    expect(attempts).toBeGreaterThan(1)
    expect(hints.length).toBeGreaterThan(1)
    const right = rightOf(exercise).length
    if (choice) expect(choice.several ? right > 1 : right === 1).toBe(true)
    expect(new Set(choice?.options.map(({ isRight, ...option }) => option.line ?? option.text)).size).toBe(
      choice?.options.length ?? 0,
    )
  })

  it.each(EXERCISES)('$id has only formulas that the page can set', exercise => {
    const { question, hints, why } = exercise
    const remarks = optionsOf(exercise).map(({ remark = '' }) => remark)
    const options = asked(exercise).choice?.options.map(({ text }) => text) ?? []
    for (const text of [question, ...hints, why, ...remarks, ...options]) {
      for (const part of splitInlineMath(text)) {
        if (part.kind === 'formula') expect(checkLatex(part.source), part.source).toBeNull()
        else expect(part.text).not.toMatch(/[$\\]/)
      }
    }
  })

  it.each(EXERCISES)('$id is put without anything of its key', exercise => {
    const put = JSON.stringify(asked(exercise))
    expect(put).not.toContain('isRight')
    for (const text of [exercise.why, ...exercise.hints])
      expect(put).not.toContain(JSON.stringify(text).slice(1, -1))
  })
})

describe.each(COURSE_EXERCISES)('$title', exercise => {
  const { id } = exercise
  const right = rightOf(exercise)

  it('is right with what is right, and says why', () => {
    expect(chosen(id, ...right)).toEqual({ outcome: 'right', words: exercise.why, remarks: [] })
  })

  it.each(optionsOf(exercise).filter(({ isRight }) => !isRight))(
    'is wrong with $line, and names the mistake with a counter-example',
    option => {
      const { outcome, remarks } = chosen(id, option.id)
      expect(outcome).toBe('wrong')
      expect(remarks).toMatchObject([{ option: option.id, mistake: expect.any(String) }])
      const isUpsideDown = option.line?.includes('\\partial z_1}{\\partial \\mathcal{L}}') === true
      if (!isUpsideDown) expect(remarks[0]?.counterexample).toMatch(/yours .+, .+ (?:says|is) /)
    },
  )

  it('is right in ten ways of typing it', () => {
    const ways = TYPED[id] ?? []
    expect(new Set(ways).size).toBe(10)
    expect(ways.map(way => [way, typed(id, way).outcome])).toEqual(ways.map(way => [way, 'right']))
  })
})

it('of several that are right, all are wanted and none that is wrong', () => {
  expect(chosen('gradient-by-delta', 'b').words).toContain('not all')
  expect(chosen('gradient-by-delta', 'b', 'e', 'a')).toMatchObject({
    outcome: 'wrong',
    remarks: [{ option: 'a' }],
  })
})

describe('a formula', () => {
  it('names the mistake that was typed', () => {
    expect(typed('delta-recursion', '(1-f_1^2) w_1 \\delta_2')).toMatchObject({
      outcome: 'wrong',
      remarks: [{ option: null, mistake: 'the weight of the layer beside' }],
    })
    expect(typed('sigmoid-recursion', '(1-f_1^2) w_2 δ_2').remarks[0]?.mistake).toBe(
      'the slope of another activation',
    )
    expect(typed('update', 'w_1 = -η dL/dw1').remarks[0]?.mistake).toBe('the old weight is missing')
    expect(typed('bias-gradient', 'f_1 δ_2').remarks[0]?.mistake).toBe('an output too many')
    expect(typed('half-squared', '2(f_L-y)(1-f_L^2)').remarks[0]?.mistake).toBe(
      'a 2 is missing, or one too many',
    )
  })

  it.each([
    ['sigmoid-recursion', 'f1(1-f1) w2 d2'],
    ['bias-gradient', 'δ₂'],
    ['bias-gradient', 'dL/db_2 = d2'],
    ['bias-update', 'b_1 - \\eta \\delta_1'],
    ['bias-update', 'b_1 = b_1 - η δ_1'],
    ['half-squared', '(f_L - y)(1 - f_L^2)'],
    ['half-squared', '\\delta_3 = (f_3-y)(1-f_3²)'],
  ])('of %s is right as %s', (id, formula) => {
    expect(typed(id, formula).outcome).toBe('right')
  })

  it.each([
    ['\\delta_1 = ((', 'unread'],
    ['', 'unread'],
    ['(1-f_1^2) w_2 \\delta_2 +', 'unread'],
    ['x'.repeat(600), 'unread'],
    ['\\delta_1', 'other-form'],
    ['\\delta_1 = \\delta_1', 'other-form'],
    ['\\frac{\\partial \\mathcal{L}}{\\partial z_1}', 'other-form'],
    ['\\frac{\\partial z_2}{\\partial z_1} \\delta_2', 'other-form'],
    ['\\delta_2 = (1-f_2^2) w_3 \\delta_3', 'other-form'],
    ['(1-f_1^2) w_2 (1-f_2^2) w_3 \\delta_3', 'other-form'],
  ] as const)('costs no attempt when it is %s', (formula, outcome) => {
    const mark = typed('delta-recursion', formula)
    expect(mark.outcome).toBe(outcome)
    expect(mark.words).not.toBe('')
    expect(costsAttempt(mark.outcome)).toBe(false)
  })

  it('of the whole recursion holds no deltas', () => {
    expect(typed('unrolled', 'x \\delta_1')).toMatchObject({ outcome: 'other-form' })
    expect(typed('unrolled', 'dL/dw_1').outcome).toBe('other-form')
  })

  it.each([
    '('.repeat(500),
    '{'.repeat(499),
    '\\prod_{i=1}^{999999999} w_i',
    '1e999 \\delta_2',
    '\\prod_{i=1}^{1000} \\prod_{k=1}^{1000} w_1 \\delta_2',
  ])('that is absurd ends in words: %s', formula => {
    const { words, remarks } = typed('delta-recursion', formula)
    expect(words || remarks[0]?.words).toMatch(/\w/)
  })
})

describe('an answer that is none', () => {
  const trouble = (id: string, answer: Parameters<typeof grade>[1]) => {
    const exercise = exerciseOf(id)
    return exercise && grade(exercise, answer)
  }
  it.each([
    ['update', { choice: [] }],
    ['update', { choice: ['a', 'b'] }],
    ['update', { choice: ['z'] }],
    ['gradient-by-delta', { choice: ['a', 'a'] }],
    ['order', { formula: 'x' }],
    ['bias-gradient', { choice: ['a'] }],
  ])('to %s is told in words: %j', (id, answer) => {
    expect(trouble(id, answer)).toEqual(expect.any(String))
  })
})

it('says of a dead ReLU what the engine says', () => {
  const layer = (w: number) => ({ w, activation: 'relu' }) as const
  const { z, f, gradW, loss } = evaluate({
    x: 1,
    y: 0.5,
    loss: 'squared',
    layers: [layer(0.8), layer(-0.7), layer(1.1)],
  })
  expect(z[1]).toBeLessThan(0)
  expect(Array.from(gradW, value => Math.abs(value))).toEqual([0, 0, 0])
  expect([f[0], loss]).toEqual([0.8, 0.25])
  expect(chosen('relu-dead', 'a', 'b', 'c').outcome).toBe('right')
})
