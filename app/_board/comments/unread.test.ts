import { describe, expect, it } from 'vitest'
import type { Message, Thread } from '@/lib/board'
import { isMentioned, marked, readMarks, unreadIn } from './unread'

const message = (at: number, by: string): Message => ({
  id: `m${at}`,
  by,
  name: by,
  at,
  edited: null,
  text: 'x',
  mentions: [{ id: 'me', name: 'Me' }],
})
const thread: Thread = {
  id: 't',
  x: 0,
  y: 0,
  anchor: null,
  by: 'ada',
  name: 'Ada',
  at: 1,
  resolved: null,
  messages: [message(1, 'ada'), message(2, 'me'), message(3, 'bob')],
}
const times = (marks: Record<string, number>) => unreadIn(thread, marks, 'me').map(({ at }) => at)

describe('unread', () => {
  it('is what others said since the thread was read, and nothing of my own', () => {
    expect(times({})).toEqual([1, 3])
    expect(times({ t: 1 })).toEqual([3])
    expect(times(marked({}, [thread], [thread]))).toEqual([])
    expect(unreadIn(thread, {}, 'me').every(each => isMentioned(each, 'me'))).toBe(true)
  })

  it('is not kept of threads that are gone, nor from what a browser has that is no mark', () => {
    expect(marked({ gone: 7, t: 1 }, [], [thread])).toEqual({ t: 1 })
    expect(readMarks({ t: 3, u: 'x' })).toEqual({ t: 3 })
    expect(readMarks('x')).toEqual({})
  })
})
