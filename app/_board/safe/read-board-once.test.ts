import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seedUpdate } from '@/lib/board'
import type { Socket } from '@/lib/connection'
import { encodeStep1, encodeStep2, encodeUpdate, readMessage } from '@/lib/protocol'
import { rawBoard } from './raw-board'
import { readBoardOnce } from './read-board-once'

/** The other end of one socket, and what the reader said into it. */
function serverWith(respond: (question: Uint8Array, say: (frame: Uint8Array) => void) => void) {
  const asked: Uint8Array[] = []
  let isClosed = false
  const socket: Socket = {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(frame) {
      const message = readMessage(frame)
      if (message.kind !== 'step1') throw new Error('The reader said something else than a question')
      asked.push(message.stateVector)
      respond(message.stateVector, say)
    },
    close() {
      isClosed = true
    },
  }
  const say = (frame: Uint8Array) => socket.onmessage?.({ data: Uint8Array.from(frame).buffer })
  queueMicrotask(() => (socket.onopen as (() => void) | null)?.())
  return { open: () => socket, asked, socket, isClosed: () => isClosed }
}

const board = () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdate())
  return doc
}

const valuesOf = (state: Uint8Array) =>
  rawBoard('b', state, new Date(0)).values.map(({ path, text }) => `${path.join('/')}=${text}`)

describe('reading a board once', () => {
  it('asks, gives what is there, and hangs up', async () => {
    const doc = board()
    const server = serverWith((known, say) => {
      say(encodeStep1(Uint8Array.of(0)))
      say(encodeStep2(Y.encodeStateAsUpdate(doc, known)))
    })
    const reading = await readBoardOnce('ws://host', 's', server.open)
    expect(reading.ok && valuesOf(reading.state)).toContain('meta/schemaVersion=1')
    expect(server.isClosed()).toBe(true)
  })

  it('has what changed while the first answer was on its way', async () => {
    const doc = board()
    const server = serverWith((known, say) => {
      const answer = encodeStep2(Y.encodeStateAsUpdate(doc, known))
      doc.getMap('model').set('x', 42)
      say(encodeUpdate(Y.encodeStateAsUpdate(doc, known)))
      say(answer)
    })
    const reading = await readBoardOnce('ws://host', 's', server.open)
    expect(reading.ok && valuesOf(reading.state)).toContain('model/x=42')
    expect(server.asked).toHaveLength(2)
  })

  it('gives bytes that are no document as they are, and they still make a file (D26)', async () => {
    const garbage = Uint8Array.of(255, 255, 255)
    const server = serverWith((_known, say) => say(encodeStep2(garbage)))
    const reading = await readBoardOnce('ws://host', 's', server.open)
    expect(reading).toMatchObject({ ok: true, state: garbage })
    const { unreadable, values, fileText } = rawBoard('b', garbage, new Date(0))
    expect(unreadable).not.toBeNull()
    expect(values).toEqual([])
    expect(JSON.parse(fileText())).toEqual({
      board: 'b',
      read: '1970-01-01T00:00:00.000Z',
      values: {},
      document: '____',
    })
  })

  it('says in the server’s words why there is nothing', async () => {
    const server = serverWith(() =>
      server.socket.onclose?.({ code: 4500, reason: 'The board could not be loaded.' }),
    )
    expect(await readBoardOnce('ws://host', 's', server.open)).toEqual({
      ok: false,
      message: 'The board could not be loaded.',
    })
  })
})

describe('the raw values of a board on a page', () => {
  it('are cut, spelled out where they could deceive the eye, and at most a thousand; the file has all (D26)', () => {
    const doc = new Y.Doc()
    const model = doc.getMap('model')
    model.set('a\u202eb', 'x'.repeat(5_000))
    for (let i = 0; i < 1_500; i++) model.set(`k${i}`, i)
    const raw = rawBoard('b', Y.encodeStateAsUpdate(doc), new Date(0))
    expect(raw.values).toHaveLength(1_000)
    expect(raw.hasMore).toBe(true)
    expect(raw.values[0]?.path).toEqual(['model', 'a\\u{202e}b'])
    expect(raw.values[0]?.text.length).toBeLessThan(310)
    expect(Object.keys(JSON.parse(raw.fileText()).values.model)).toHaveLength(1_501)
  })
})
