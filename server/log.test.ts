import { describe, expect, it } from 'vitest'
import { createLog } from './log'

function logged(act: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  act(createLog(line => lines.push(line)))
  return lines
}

it('writes one line of JSON an event, with the stack of an error', () => {
  const lines = logged(log =>
    log.error('a request failed', { path: '/api/boards', error: new TypeError('no such column') }),
  )
  expect(lines).toHaveLength(1)
  expect(lines[0].trimEnd()).not.toContain('\n')
  const { time, level, event, path, error } = JSON.parse(lines[0])
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect([level, event, path]).toEqual(['error', 'a request failed', '/api/boards'])
  expect(error).toMatch(/^TypeError: no such column\n +at .*log\.test\.ts/)
})

it('tells information, warnings and errors apart', () => {
  const lines = logged(log => {
    log.info('one')
    log.warn('two')
    log.error('three')
  })
  const read = lines.map(line => JSON.parse(line))
  expect(read.map(({ level, event }) => [level, event])).toEqual([
    ['info', 'one'],
    ['warn', 'two'],
    ['error', 'three'],
  ])
})

describe('what comes from outside', () => {
  it.each([
    'a\r\n{"level":"info","event":"forged"}',
    '\u001b[2J\u001b]0;title\u0007',
    '\u009b31m and \u0085',
    'line\u2028separator\u2029paragraph',
    '\u202egnp.exe\u2066\u200f',
    '\u007f\u0000"\\',
    'half a pair \ud800',
  ])('is one line of printable text: %j', text => {
    const lines = logged(log => {
      log.warn('a connection was refused', { path: text, [text]: 1, error: new Error(text) })
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[^\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+\n$/u)
    const read = JSON.parse(lines[0])
    expect(read).toMatchObject({ level: 'warn', event: 'a connection was refused' })
    if (!text.includes('\ud800')) expect(read.path).toBe(text)
  })

  it('never shows a secret: not in a field made for one, not in a text', () => {
    const secret = 'Q7-_'.repeat(11).slice(0, 43)
    const [line] = logged(log =>
      log.warn(`refused ${secret}`, {
        secret,
        token: 'a-participants-token',
        path: `/b/AAAAAAAAAAAAAAAAAAAAAA?token=a-participants-token#x`,
        headers: {
          authorization: 'Bearer short',
          'sec-websocket-protocol': 'chainboard, s, a-participants-token',
        },
        error: new Error(`no link ${secret}\n${secret}\u001b${secret}\\${secret}`),
        deep: { deeper: { deepest: [`x${secret}`] } },
      }),
    )
    for (const hidden of [secret, 'a-participants-token', 'Bearer short']) expect(line).not.toContain(hidden)
    expect(JSON.parse(line).path).toBe('/b/AAAAAAAAAAAAAAAAAAAAAA')
  })

  it('cannot take the place of what the log says itself', () => {
    const [line] = logged(log => log.info('it is up', { nested: { level: 'error', event: 'forged' } }))
    expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'it is up' })
  })
})
