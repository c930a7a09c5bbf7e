import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Board } from '../board'
import { seededBoard, send } from '../replicas.testing'
import { threadsOf } from '../schema'
import { MAX_MESSAGES } from './limits'
import { messageKey } from './read-thread'
import { openThreads } from './threads'
import {
  addMessage,
  addThread,
  deleteMessage,
  editMessage,
  type NewMessage,
  setResolved,
} from './write-threads'

const ada = { by: 'ada0', name: 'Ada' }
const bob = { by: 'bob0', name: 'Bob' }
const say = (text: string, at: number, author = ada, id = `m${at}`): NewMessage => ({
  id,
  ...author,
  at,
  text,
  mentions: [],
})
const place = { x: 10, y: 20, anchor: null }

/** A board with one thread `t`, in which Ada says something at time 1. */
function boardWithThread(): Board {
  const board = seededBoard(7)
  addThread(board.doc, 't', place, say('why?', 1), 10)
  return board
}
const only = (board: Board) => openThreads(board).get('t')
const textsOf = (board: Board) => only(board)?.messages.map(({ text }) => text)

/** A thread as somebody forged it. */
function forge(board: Board, id: string, fields: Record<string, unknown> | unknown): void {
  const isFields = typeof fields === 'object' && fields !== null && fields.constructor === Object
  threadsOf(board.doc).set(id, isFields ? new Y.Map(Object.entries(fields)) : fields)
}
const sound = { x: 1, y: 2, by: 'ada0', name: 'Ada', at: 5, 'message/m': { ...ada, at: 5, text: 'hi' } }

describe('a thread (C1)', () => {
  it('begins with a message at a place, and says who and when', () => {
    const board = seededBoard(7)
    const anchor = { to: 'quantity', quantity: 'delta/1-t-0', dx: 5, dy: 6 } as const
    expect(addThread(board.doc, 't', { x: 10, y: 20, anchor }, say('why?', 1), 10)).toBeNull()
    expect(openThreads(board).list()).toEqual([
      {
        id: 't',
        x: 10,
        y: 20,
        anchor,
        ...ada,
        at: 1,
        resolved: null,
        messages: [{ id: 'm1', ...ada, at: 1, edited: null, text: 'why?', mentions: [] }],
      },
    ])
  })

  it('has its messages in the order of their times, also when the server’s clock was put back (C5)', () => {
    const board = boardWithThread()
    addMessage(board.doc, 't', say('because', 100, bob), 10)
    addMessage(board.doc, 't', say('I see', 50), 10)
    expect(textsOf(board)).toEqual(['why?', 'because', 'I see'])
    expect(only(board)?.messages.at(-1)?.at).toBe(101)
  })

  it('is resolved and opened again, and says by whom', () => {
    const board = boardWithThread()
    setResolved(board.doc, 't', { ...bob, at: 9 })
    expect(only(board)?.resolved).toEqual({ ...bob, at: 9 })
    setResolved(board.doc, 't', null)
    expect(only(board)?.resolved).toBeNull()
  })

  it('goes with its last message', () => {
    const board = boardWithThread()
    deleteMessage(board.doc, 't', 'm1', { by: 'ada0', isOwner: false })
    expect(openThreads(board).list()).toEqual([])
    expect(threadsOf(board.doc).size).toBe(0)
  })
})

describe('who may do what (C6)', () => {
  it('lets authors alone change their words', () => {
    const board = boardWithThread()
    const change = { text: 'why not?', mentions: [], at: 7 }
    expect(editMessage(board.doc, 't', 'm1', { ...change, by: 'bob0' })).toBe('not yours')
    expect(editMessage(board.doc, 't', 'm1', { ...change, by: 'ada0' })).toBeNull()
    expect(only(board)?.messages[0]).toMatchObject({ text: 'why not?', at: 1, edited: 7, name: 'Ada' })
  })

  it('lets authors and the owner delete, and nobody else', () => {
    const board = boardWithThread()
    addMessage(board.doc, 't', say('noise', 2, bob), 10)
    expect(deleteMessage(board.doc, 't', 'm2', { by: 'ada0', isOwner: false })).toBe('not yours')
    expect(deleteMessage(board.doc, 't', 'm2', { by: null, isOwner: true })).toBeNull()
    expect(textsOf(board)).toEqual(['why?'])
  })
})

describe('a request that is sent again (C7)', () => {
  it('writes nothing twice, and is answered as the first time', () => {
    const board = boardWithThread()
    addMessage(board.doc, 't', say('yes', 2, bob), 10)
    const before = Y.encodeStateVector(board.doc)
    expect(addThread(board.doc, 't', place, { ...say('why?', 9), id: 'm1' }, 10)).toBeNull()
    expect(addMessage(board.doc, 't', { ...say('yes', 9, bob), id: 'm2' }, 10)).toBeNull()
    expect(Y.encodeStateVector(board.doc)).toEqual(before)
  })

  it('takes no id that something else has', () => {
    const board = boardWithThread()
    expect(addThread(board.doc, 't', place, say('mine', 3, bob), 10)).toBe('taken')
    expect(addMessage(board.doc, 't', say('other', 1, bob), 10)).toBe('taken')
  })
})

it('keeps within the limits, and says what is not there any more (C8)', () => {
  const board = boardWithThread()
  expect(addThread(board.doc, 'u', place, say('more', 2), 1)).toBe('too many threads')
  expect(addMessage(board.doc, 't', say('more', 2), 1)).toBe('too many messages')
  expect(addMessage(board.doc, 'gone', say('more', 2), 9)).toBe('no such thread')
  expect(setResolved(board.doc, 'gone', null)).toBe('no such thread')
  expect(editMessage(board.doc, 't', 'gone', say('x', 2))).toBe('no such message')
  expect(deleteMessage(board.doc, 't', 'gone', { by: 'ada0', isOwner: true })).toBe('no such message')
})

describe('comments that are broken (C2–C4)', () => {
  it('are left out and named, and the others shown', () => {
    const board = boardWithThread()
    forge(board, 'text', 'nothing')
    forge(board, 'nowhere', { ...sound, x: Number.NaN })
    forge(board, 'nobody', { ...sound, by: '<img>' })
    forge(board, 'silent', { ...sound, 'message/m': { ...ada, at: 5, text: '  ' } })
    forge(board, 'not an id', sound)
    forge(board, '__proto__', sound)
    expect(
      openThreads(board)
        .list()
        .map(({ id }) => id),
    ).toEqual(['t'])
    expect(
      new Set(
        openThreads(board)
          .problems()
          .list.map(({ where }) => where.split('.')[1]),
      ),
    ).toEqual(new Set(['text', 'nowhere', 'nobody', 'silent', 'not an id', '__proto__']))
  })

  it('keep what of them can be read', () => {
    const board = seededBoard(7)
    forge(board, 't', {
      ...sound,
      anchor: { to: 'moon' },
      resolved: 'yes',
      'message/n': 7,
      'message/late': { ...ada, at: Number.POSITIVE_INFINITY, text: 'later' },
      'message/odd': {
        ...ada,
        at: 6,
        text: `a\u202eb${'x'.repeat(20_000)}`,
        mentions: [{ id: 'b', name: 'B' }, 3],
      },
    })
    expect(only(board)).toMatchObject({
      anchor: null,
      resolved: null,
      messages: [{ text: 'hi' }, { mentions: [] }],
    })
    expect(only(board)?.messages[1]?.text).toMatch(/^a bx{9997}$/)
    expect(openThreads(board).problems().list).toHaveLength(4)
  })

  it('are shown up to a number of messages, the first of them', () => {
    const board = seededBoard(7)
    const many = Array.from({ length: MAX_MESSAGES + 5 }, (_, i) => [
      messageKey(`m${i}`),
      { ...ada, at: i, text: `${i}` },
    ])
    forge(board, 't', { ...sound, ...Object.fromEntries(many) })
    expect(only(board)?.messages).toHaveLength(MAX_MESSAGES)
    expect(openThreads(board).problems().list[0]?.message).toContain('6 messages more')
  })

  it('never throw, and read equal on every replica', () => {
    const junk = fc.anything({
      maxDepth: 3,
      withBigInt: false,
      withDate: false,
      withMap: false,
      withSet: false,
    })
    const key = fc.constantFrom(
      'x',
      'y',
      'by',
      'name',
      'at',
      'anchor',
      'resolved',
      'message/m',
      'message/',
      '__proto__',
    )
    const entry = fc.dictionary(key, junk, { maxKeys: 6 }).map(fields => ({ ...sound, ...fields }))
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, junk), { maxLength: 5 }), entries => {
        const [here, there] = [seededBoard(7), seededBoard(8)]
        openThreads(there)
        entries.forEach((fields, i) => {
          try {
            forge(here, `t${i}`, fields)
          } catch {
            // What Yjs cannot write, nobody can send.
          }
        })
        send(here, there)
        expect(openThreads(there).list()).toEqual(openThreads(here).list())
        for (const { messages } of openThreads(here).list()) expect(messages.length).toBeGreaterThan(0)
      }),
      { numRuns: 100 },
    )
  })
})

it('tells when comments change, and keeps what says the same (C2)', () => {
  const board = boardWithThread()
  const threads = openThreads(board)
  addThread(board.doc, 'u', place, say('and this?', 2, bob), 10)
  const before = threads.get('u')
  let told = 0
  const stop = threads.subscribe(() => told++)
  addMessage(board.doc, 't', say('so', 3), 10)
  board.doc.getMap('model').set('x', 3)
  stop()
  setResolved(board.doc, 't', { ...ada, at: 4 })
  expect(told).toBe(1)
  expect(threads.get('u')).toBe(before)
})
