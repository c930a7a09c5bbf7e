import { expect, it } from 'vitest'
import { summaryWords } from './verdict-words'

it('says how a derivation stands', () => {
  expect(summaryWords(1, new Map())).toBe('1 line')
  expect(summaryWords(4, new Map([['fails', 1] as const, ['holds', 3] as const]))).toBe(
    '4 lines · 3 hold · 1 fails',
  )
  expect(summaryWords(2, new Map([['only-here', 2] as const]))).toBe('2 lines · 2 only here')
})
