import { expect, test } from 'vitest'
import { whenWords } from './when-words'

const NOW = new Date(2026, 4, 20, 12).getTime()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [MINUTE, '1 minute ago'],
  [59 * MINUTE, '59 minutes ago'],
  [3 * 60 * MINUTE, '3 hours ago'],
  [DAY, 'yesterday'],
  [12 * DAY, '12 days ago'],
  [40 * DAY, 'April 10, 2026'],
  [-MINUTE, 'just now'],
])('%d ms ago is %s', (ago, words) => {
  expect(whenWords(NOW - ago, NOW)).toBe(words)
})
