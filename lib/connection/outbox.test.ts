import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSaved, encodeStep1, encodeUpdate } from '@/lib/protocol'
import { TestPage } from './page.testing'
import { isSaved } from './status'

let page: TestPage

beforeEach(() => {
  page = new TestPage()
})

describe('saved', () => {
  it('is never said before the server committed the answer to its step 1', () => {
    page.edit(1)
    page.socket.serve(page.board)
    expect(page.connection.status()).toMatchObject({ phase: 'online', unsaved: 1 })
    expect(isSaved(page.connection.status())).toBe(false)
    page.socket.say(encodeSaved(1))
    expect(isSaved(page.connection.status())).toBe(true)
  })

  it('counts each change until its own acknowledgement', () => {
    page.socket.serve(new Y.Doc())
    page.socket.say(encodeSaved(1))
    for (const value of [1, 2, 3]) page.edit(value)
    expect(page.connection.status().unsaved).toBe(3)
    page.socket.say(encodeSaved(2))
    expect(page.connection.status().unsaved).toBe(2)
    page.clock.pass(16)
    page.edit(4)
    page.socket.say(encodeSaved(3))
    expect(page.connection.status().unsaved).toBe(1)
    page.clock.pass(16)
    page.socket.say(encodeSaved(4))
    expect(page.connection.status().unsaved).toBe(0)
  })

  it('is taken back by a lost connection, until the answer of the next one is committed', () => {
    page.socket.serve(page.board)
    page.socket.say(encodeSaved(1))
    page.edit(1)
    page.drop()
    page.edit(2)
    expect(page.connection.status()).toMatchObject({ phase: 'offline', unsaved: 2 })
    page.clock.pass(5_000)
    page.socket.serve(page.board)
    expect(page.connection.status()).toMatchObject({ phase: 'online', unsaved: 2 })
    page.socket.say(encodeSaved(1))
    expect(page.connection.status().unsaved).toBe(0)
  })

  it('is said at once when there is nothing that could be unsaved', () => {
    page.socket.serve(new Y.Doc())
    expect(isSaved(page.connection.status())).toBe(true)
  })
})

describe('changes', () => {
  it('made before the connection can take them go with the answer to step 1, and with nothing else', () => {
    page.edit(1)
    page.socket.welcome()
    page.edit(2)
    expect(page.socket.updates()).toEqual([])
    page.socket.say(encodeStep1(Y.encodeStateVector(page.board)))
    expect(page.socket.updates()).toHaveLength(1)
    Y.applyUpdate(page.board, page.socket.updates()[0])
    expect(page.board.getMap('model').get('x')).toBe(2)
  })

  it('go out at once after a quiet moment, and at most once a frame while they keep coming', () => {
    page.socket.serve(page.board)
    const before = page.socket.updates().length
    page.edit(0)
    expect(page.socket.updates()).toHaveLength(before + 1)
    for (let i = 1; i <= 240; i++) {
      page.clock.pass(1_000 / 240)
      page.edit(i)
    }
    expect(page.socket.updates().length - before).toBeLessThan(65)
    page.clock.pass(16)
    for (const update of page.socket.updates()) Y.applyUpdate(page.board, update)
    expect(page.board.getMap('model').get('x')).toBe(240)
    expect(page.socket.sent.filter(({ kind }) => kind === 'update').length).toBeGreaterThan(55)
  })

  it('that wait for their frame go with the answer when the server asks again, and only with it', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.edit(2)
    page.socket.say(encodeStep1(Y.encodeStateVector(page.board)))
    const count = page.socket.updates().length
    Y.applyUpdate(page.board, page.socket.updates()[count - 1])
    expect(page.board.getMap('model').get('x')).toBe(2)
    page.clock.pass(16)
    expect(page.socket.updates()).toHaveLength(count)
    page.socket.say(encodeSaved(count))
    expect(page.connection.status().unsaved).toBe(0)
  })

  it('that wait for their frame when the connection is lost go with the next one', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.edit(2)
    page.drop()
    expect(page.connection.status().unsaved).toBe(2)
    page.clock.pass(5_000)
    page.socket.serve(page.board)
    expect(page.socket.updates()).toHaveLength(1)
    Y.applyUpdate(page.board, page.socket.updates()[0])
    expect(page.board.getMap('model').get('x')).toBe(2)
  })

  it('that wait for their frame go out at once when the page is put away (D15)', () => {
    page.socket.serve(page.board)
    page.edit(1)
    page.edit(2)
    const before = page.socket.updates().length
    page.connection.flush()
    expect(page.socket.updates()).toHaveLength(before + 1)
    for (const update of page.socket.updates()) Y.applyUpdate(page.board, update)
    expect(page.board.getMap('model').get('x')).toBe(2)
  })

  it('after that do not bring back what came in', () => {
    page.socket.serve(page.board)
    page.board.getMap('model').set('y', 2)
    page.socket.say(encodeUpdate(Y.encodeStateAsUpdate(page.board)))
    expect(page.socket.updates()).toHaveLength(1)
    page.edit(3)
    expect(page.socket.updates()).toHaveLength(2)
  })
})
