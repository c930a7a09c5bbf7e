import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeNotice, encodeSaved, encodeStep1, encodeStep2 } from '@/lib/protocol'
import { TestPage } from './page.testing'

let page: TestPage

beforeEach(() => {
  page = new TestPage()
})

describe('the generation of the storage (D17)', () => {
  const anew = (generation: string | null) => {
    page.connection.close()
    page.connect(generation)
  }
  const contents = () => page.socket.updates().length

  it('is known before any content goes out: the answer to step 1 waits for the welcome', () => {
    page.edit(1)
    page.socket.open()
    page.socket.say(encodeStep1(Y.encodeStateVector(page.board)))
    expect(contents()).toBe(0)
    page.socket.say(encodeNotice({ kind: 'welcome', role: 'editor', participant: 'me', generation: 'g' }))
    expect(contents()).toBe(1)
    expect(page.connection.status().generation).toBeNull()
    page.socket.say(encodeStep2(Y.encodeStateAsUpdate(page.board)))
    expect(page.connection.status().generation).toBe('g')
  })

  it('is known before any content comes in: a server that sends some first is left', () => {
    page.socket.open()
    page.socket.say(encodeStep2(Y.encodeStateAsUpdate(page.board)))
    expect(page.phase).toBe('offline')
    expect(page.doc.getMap('model').size).toBe(0)
  })

  it('that this browser’s copy is in step with is taken up as any other', () => {
    anew('g')
    page.edit(1)
    page.socket.serve(page.board, 'g')
    expect(page.phase).toBe('online')
    expect(contents()).toBe(1)
  })

  it('that is another one stops everything before a byte of content was exchanged', () => {
    anew('yesterday')
    page.edit(1)
    page.socket.serve(page.board, 'today')
    expect(page.connection.status()).toMatchObject({ phase: 'replaced', generation: 'yesterday', unsaved: 1 })
    expect(contents()).toBe(0)
    expect(page.doc.getMap('model').get('y')).toBeUndefined()
    expect(page.socket.isClosed).toBe(true)
    const attempts = page.sockets.length
    page.connection.goOffline()
    page.connection.goOnline()
    page.clock.pass(60_000)
    expect(page.sockets).toHaveLength(attempts)
    expect(page.phase).toBe('replaced')
  })

  it('that changes while the page is open stops everything on the next connection', () => {
    page.socket.serve(page.board, 'g')
    page.socket.say(encodeSaved(1))
    page.drop(1012)
    page.edit(1)
    page.clock.pass(5_000)
    page.socket.serve(new Y.Doc(), 'restored')
    expect(page.connection.status()).toMatchObject({ phase: 'replaced', unsaved: 1 })
    expect(contents()).toBe(0)
  })

  it('does not matter to a page that never got content', () => {
    page.socket.welcome('g')
    page.drop()
    page.clock.pass(5_000)
    page.socket.serve(page.board, 'restored')
    expect(page.connection.status()).toMatchObject({ phase: 'online', generation: 'restored' })
  })

  it('is not waited for without a token, as the server does not tell it then', () => {
    page.connection.close()
    page.connect(null, ['chainboard', 'secret'])
    page.edit(1)
    page.socket.open()
    page.socket.say(encodeStep1(Y.encodeStateVector(page.board)))
    expect(contents()).toBe(1)
  })
})
