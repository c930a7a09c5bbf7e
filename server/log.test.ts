import { expect, it } from 'vitest'
import { createLog } from './log'

it('writes one line of JSON an event, with the stack of an error', () => {
  const lines: string[] = []
  const log = createLog(line => lines.push(line))
  log.error('a request failed', { path: '/api/boards', error: new TypeError('no such column') })
  expect(lines).toHaveLength(1)
  expect(lines[0].trimEnd()).not.toContain('\n')
  const { level, event, path, error } = JSON.parse(lines[0])
  expect([level, event, path]).toEqual(['error', 'a request failed', '/api/boards'])
  expect(error).toMatch(/^TypeError: no such column\n +at .*log\.test\.ts/)
})
