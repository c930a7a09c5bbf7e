import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { deriveSecret, encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from '@/lib/protocol'
import { newOwnerSecret } from '../links'
import { readStoredDocument } from '../sync/stored-document'
import { eventually, type RawClient } from '../testing/raw-client'
import { valueUpdate } from '../testing/value-update'
import { newArena } from './arena'
import { presenceOf } from './presences'

// Who may do what on a connection (threats.md 2.2); what the API lets whom do stands in http.test.ts.

const arena = newArena()

const setX = (value: unknown) => (doc: Y.Doc) => doc.getMap('model').set('x', value)
const xOf = (doc: Y.Doc) => doc.getMap('model').get('x')
const stored = async () => readStoredDocument(await arena.server.stored.loadBoard(arena.board.id)).doc
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const rotate = (role: string, secret = arena.board.secrets.owner) =>
  arena.server.post(
    `/api/boards/${arena.board.id}/rotate`,
    { role, secret: newOwnerSecret() },
    bearer(secret),
  )
const seen = (value: unknown) =>
  arena.people.until(() => (xOf(arena.people.doc) === value ? true : undefined))

describe('A1 a viewer changes nothing', () => {
  const hidden = valueUpdate(666, '"written by a viewer"')
  it.each([
    ['by a change', [encodeUpdate(hidden)]],
    ['by an answer', [encodeStep2(hidden)]],
    ['by an answer after a question', [encodeStep1(Uint8Array.of(0)), encodeStep2(hidden)]],
    [
      'by two messages in one frame',
      [Uint8Array.of(...encodeStep1(Uint8Array.of(0)), ...encodeUpdate(hidden))],
    ],
    ['by deleting', [encodeUpdate(Uint8Array.of(0, 1, 1, 1, 0, 4))]],
    ['by garbage', [encodeUpdate(Uint8Array.of(1, 1, 9, 0, 0, 5, 0))]],
  ])('%s, for anyone, in memory and after a restart', async (_how, frames) => {
    const before = JSON.stringify(arena.people.doc.getMap('model'))
    const viewer = await arena.join('viewer')
    for (const frame of frames) viewer.send(frame)
    await Promise.race([viewer.closed, viewer.hear('denied')])
    const late = await arena.join('editor')
    expect(JSON.stringify(late.doc.getMap('model'))).toBe(before)
    expect(JSON.stringify((await stored()).getMap('model'))).toBe(before)
    await arena.server.restart()
    const later = await arena.join('editor')
    expect(JSON.stringify(later.doc.getMap('model'))).toBe(before)
    await arena.prepare()
  })
})

describe('A4 a replaced link', () => {
  it('ends what it opened before the request is answered: nothing sent after that counts', async () => {
    const editor = await arena.join('editor', 'a-participants-token')
    const owner = await arena.join('owner')
    editor.edit(setX('before'))
    await seen('before')
    // The honest people came by the same link; they come back by the new one.
    const response = await rotate('editor')
    expect(response.status).toBe(200)
    editor.edit(setX('after'))
    expect((await editor.closed).code).toBe(4403)
    owner.edit(doc => doc.getMap('model').set('y', 'owner'))
    await owner.hear('update')
    await eventually(() => owner.doc.getMap('model').get('y') === 'owner')
    expect(xOf(await stored())).toBe('before')
    await arena.prepare()
  })

  it('that an upgrade under way came by does not open the board', async () => {
    const asks = Array.from({ length: 10 }, () => arena.connect('annotator'))
    const response = await rotate('annotator')
    expect(response.status).toBe(200)
    for (const client of asks) expect([4401, 4403]).toContain((await client.closed).code)
  })
})

describe('A4 a deleted board', () => {
  it('is closed to everybody before the request is answered, and nothing brings it back', async () => {
    const editor = await arena.join('editor', 'a-participants-token')
    editor.edit(setX('before'))
    await seen('before')
    const { id, secrets } = arena.board
    const asks = Array.from({ length: 5 }, () => arena.connect('editor'))
    editor.edit(setX('on its way'))
    const response = await fetch(`${arena.server.origin}/api/boards/${id}`, {
      method: 'DELETE',
      headers: bearer(secrets.owner),
    })
    expect(response.status).toBe(200)
    const { code, reason } = await editor.closed
    expect([code, reason]).toEqual([4404, 'This board was deleted by its owner.'])
    for (const client of asks) expect((await client.closed).code).toBe(4404)
    for (const role of ['owner', 'editor'] as const)
      expect((await arena.connect(role).closed).code).toBe(4404)
    await arena.server.restart()
    expect((await arena.connect('editor').closed).code).toBe(4404)
    expect(await arena.server.stored.findLinks(id)).toBeNull()
    await arena.prepare()
  })
})

describe('A5 a secret that does not hold any more', () => {
  it('opens nothing, however often its link was replaced', async () => {
    for (let rotation = 1; rotation <= 2; rotation++) {
      await rotate('viewer')
      for (let old = 0; old < rotation; old++) {
        const secret = deriveSecret(arena.board.secrets.owner, 'viewer', old)
        expect((await arena.connectWith([secret]).closed).code).toBe(4401)
        const api = await fetch(`${arena.server.origin}/api/boards/${arena.board.id}`, {
          headers: bearer(secret),
        })
        expect(api.status).toBe(401)
      }
    }
  })
})

describe('A8 what somebody else has not sent yet', () => {
  /** 15 bytes that stand for the next thousand letters of a client. */
  const erase = (client: number, clock: number) =>
    Y.encodeStateAsUpdate(garbageOf(client, clock), Y.encodeStateVector(new Y.Doc()))

  function garbageOf(client: number, clock: number): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = client
    const text = doc.getText('model')
    text.insert(0, 'x'.repeat(clock + 1_000))
    text.delete(0, clock + 1_000)
    return doc
  }

  /** The victim has written under an id that everybody knows. */
  async function victim(): Promise<RawClient> {
    const client = await arena.join('editor', 'the-victims-token')
    client.edit(setX('first'))
    await seen('first')
    return client
  }

  async function attack(client: number, clock: number): Promise<RawClient> {
    const attacker = await arena.join('editor', 'the-attackers-token')
    const gc = Uint8Array.of(1, 1, ...varUint(client), ...varUint(clock), 0, ...varUint(1_000), 0)
    attacker.send(encodeUpdate(gc))
    await Promise.race([attacker.hear('denied'), attacker.closed])
    attacker.send(encodeStep2(erase(client, clock)))
    await Promise.race([
      attacker.until(() =>
        attacker.heard.filter(({ kind }) => kind === 'denied').length > 1 ? true : undefined,
      ),
      attacker.closed,
    ])
    return attacker
  }

  function varUint(value: number): number[] {
    const bytes = []
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return [...bytes, rest]
      bytes.push((rest % 128) | 0x80)
    }
  }

  it('is safe while they are there', async () => {
    const ada = await victim()
    await attack(ada.doc.clientID, Y.getState(ada.doc.store, ada.doc.clientID))
    ada.edit(setX('second'))
    await seen('second')
    expect(xOf(await stored())).toBe('second')
  })

  it('is safe while they are offline, with all of their edits', async () => {
    const ada = await victim()
    const clock = Y.getState(ada.doc.store, ada.doc.clientID)
    await ada.close()
    await attack(ada.doc.clientID, clock)
    for (let i = 0; i < 50; i++) ada.doc.getMap('annotations').set(`offline ${i}`, i)
    const again = await arena.join('editor', 'the-victims-token')
    again.send(encodeStep2(Y.encodeStateAsUpdate(ada.doc)))
    await arena.people.until(() =>
      arena.people.doc.getMap('annotations').get('offline 49') === 49 ? true : undefined,
    )
    expect((await stored()).getMap('annotations').size).toBe(50)
  })

  it('is safe when they have only shown themselves so far', async () => {
    const ada = await arena.join('editor', 'the-victims-token')
    ada.send(encodeAwareness(presenceOf(ada.doc.clientID, 1, { user: { name: 'Ada' } })))
    await arena.people.until(() =>
      arena.people.heard.some(({ kind }) => kind === 'awareness') ? true : undefined,
    )
    await attack(ada.doc.clientID, 0)
    ada.edit(setX('first of all'))
    await seen('first of all')
  })

  it('is one participant’s on two connections, and never two participants’', async () => {
    const ada = await victim()
    const other = await arena.join('editor', 'the-attackers-token')
    other.doc.clientID = ada.doc.clientID
    other.edit(setX('stolen'))
    expect((await other.hear('denied')).reason).toContain('somebody else')
    const tab = await arena.join('editor', 'the-victims-token')
    tab.doc.clientID = ada.doc.clientID
    tab.edit(setX('from another tab'))
    await seen('from another tab')
  })
})

it('A9 nobody writes comments past the server, in their own name or another’s', async () => {
  for (const role of ['owner', 'editor', 'annotator'] as const) {
    const writer = await arena.join(role)
    writer.edit(doc => doc.getMap('threads').set('a', { author: 'Ada', text: 'forged' }))
    expect((await writer.closed).code).toBe(4400)
  }
  expect((await stored()).getMap('threads').size).toBe(0)
})
