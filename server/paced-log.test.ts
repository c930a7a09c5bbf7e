import { beforeEach, expect, it } from 'vitest'
import { createLog, type Log } from './log'
import { pacedLog } from './paced-log'

let now: number
let lines: Record<string, unknown>[]
let log: Log

beforeEach(() => {
  now = 0
  lines = []
  log = pacedLog(
    createLog(line => lines.push(JSON.parse(line))),
    () => now,
  )
})

it('has one line a second for a cause, and says how many were left out (C10)', () => {
  for (now = 0; now < 3_000; now++) log.warn('a connection was refused', { code: 4400 })
  expect(lines.map(({ leftOut }) => leftOut)).toEqual([undefined, 999, 999])
})

it('keeps causes apart', () => {
  log.warn('a connection was refused', { code: 4400 })
  log.warn('a connection was refused', { code: 4429 })
  log.error('a room failed')
  expect(lines).toHaveLength(3)
})

it('tells of a cause again at once after a quiet second', () => {
  log.warn('a connection was refused', { code: 4400 })
  now = 1_000
  log.warn('a connection was refused', { code: 4400 })
  expect(lines.map(({ level, leftOut }) => [level, leftOut])).toEqual([
    ['warn', undefined],
    ['warn', undefined],
  ])
})
