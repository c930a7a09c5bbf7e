import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { encodeAwareness } from '@/lib/protocol'
import { TestPage } from './page.testing'

let page: TestPage

beforeEach(() => {
  page = new TestPage()
})

describe('presence', () => {
  const entry = (client: number) => {
    const elsewhere = new Y.Doc()
    elsewhere.clientID = client
    const other = new Awareness(elsewhere)
    clearInterval(other._checkInterval)
    other.setLocalState({ name: 'other' })
    return encodeAwareness(encodeAwarenessUpdate(other, [client]))
  }

  const presencesSent = () => page.socket.sent.filter(({ kind }) => kind === 'awareness').length

  it('of others is never echoed', () => {
    page.socket.serve(page.board)
    const before = presencesSent()
    page.socket.say(entry(77))
    expect(page.awareness.getStates().has(77)).toBe(true)
    expect(presencesSent()).toBe(before)
    page.awareness.setLocalStateField('name', 'you')
    expect(presencesSent()).toBe(before + 1)
  })

  it('of others is gone while offline, and ours is announced under a newer clock on return', () => {
    page.socket.serve(page.board)
    page.socket.say(entry(77))
    const before = page.awareness.meta.get(page.doc.clientID)?.clock ?? 0
    page.drop()
    expect([...page.awareness.getStates().keys()]).toEqual([page.doc.clientID])
    page.clock.pass(5_000)
    page.socket.open()
    expect(presencesSent()).toBe(1)
    expect(page.awareness.meta.get(page.doc.clientID)?.clock).toBeGreaterThan(before)
  })

  it('of a stock client that left and came back is there again, under the clock that it had', () => {
    const back = entry(77)
    const elsewhere = new Awareness(new Y.Doc())
    clearInterval(elsewhere._checkInterval)
    elsewhere.meta.set(77, { clock: 1, lastUpdated: 0 })
    page.socket.serve(page.board)
    page.socket.say(back)
    page.socket.say(encodeAwareness(encodeAwarenessUpdate(elsewhere, [77])))
    expect(page.awareness.getStates().has(77)).toBe(false)
    page.socket.say(back)
    expect(page.awareness.getStates().has(77)).toBe(true)
  })

  it('of others who did not move meanwhile is there again on return', () => {
    const still = entry(77)
    page.socket.serve(page.board)
    page.socket.say(still)
    page.drop()
    page.clock.pass(5_000)
    page.socket.serve(page.board)
    page.socket.say(still)
    expect(page.awareness.getStates().has(77)).toBe(true)
  })
})

describe('presence and time', () => {
  it('renews our own entry every 15 s: stock clients forget whoever is silent for 30 s', () => {
    page.socket.serve(page.board)
    const before = page.socket.sent.filter(({ kind }) => kind === 'awareness').length
    page.clock.pass(15_000)
    expect(page.socket.sent.filter(({ kind }) => kind === 'awareness').length - before).toBe(1)
  })

  it('expires nobody by the clock on the wall: after a day of sleep they are still here (D20)', () => {
    vi.useFakeTimers()
    const page = new TestPage()
    try {
      page.socket.serve(page.board)
      const other = new Awareness(new Y.Doc())
      other.setLocalState({ name: 'other' })
      page.socket.say(encodeAwareness(encodeAwarenessUpdate(other, [other.clientID])))
      other.destroy()
      const seen = page.awareness.meta.get(other.clientID)
      if (seen !== undefined) seen.lastUpdated -= 86_400_000 // as if the clock had gone on by a day
      vi.advanceTimersByTime(10_000)
      expect(page.awareness.getStates().has(other.clientID)).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})
