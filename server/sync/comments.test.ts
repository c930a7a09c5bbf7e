import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addMessage, addThread, openBoard, openThreads, seedUpdate } from '@/lib/board'
import { ROLES } from '@/lib/protocol'
import { Claims } from './claims'
import { judge } from './guard'

const message = { id: 'm', by: 'ada0', name: 'Ada', at: 1, text: 'why?', mentions: [] }

/** A room's board with one comment on it, and a client that has seen it. */
function seen(): { room: Y.Doc; client: Y.Doc } {
  const [room, client] = [new Y.Doc(), new Y.Doc()]
  Y.applyUpdate(room, seedUpdate())
  addThread(room, 't', { x: 0, y: 0, anchor: null }, message, 10)
  Y.applyUpdate(client, Y.encodeStateAsUpdate(room))
  return { room, client }
}

const thread = (doc: Y.Doc): Y.Map<unknown> => {
  const found = doc.getMap('threads').get('t')
  if (found instanceof Y.Map) return found
  throw new Error('There is no thread.')
}

const WRITES: readonly [string, (doc: Y.Doc) => unknown][] = [
  ['begin a thread', doc => addThread(doc, 'u', { x: 0, y: 0, anchor: null }, message, 10)],
  ['answer in one', doc => addMessage(doc, 't', { ...message, id: 'n' }, 10)],
  ['change a comment', doc => thread(doc).set('message/m', { ...message, text: 'forged' })],
  ['move a thread', doc => thread(doc).set('x', 9)],
  ['resolve one', doc => thread(doc).set('resolved', { by: 'bob0', name: 'Bob', at: 2 })],
  ['delete a comment', doc => thread(doc).delete('message/m')],
  ['delete a thread', doc => doc.getMap('threads').delete('t')],
  [
    'hide a comment behind an honest edit',
    doc => {
      doc.getMap('annotations').set('k', 1)
      thread(doc).set('message/n', message)
    },
  ],
]

describe.each(WRITES)('no client may %s by itself (A9)', (_what, write) => {
  it.each(ROLES)('with the link of the %s', role => {
    const { room, client } = seen()
    const before = Y.encodeStateVector(client)
    client.transact(() => write(client))
    const update = Y.encodeStateAsUpdate(client, before)
    const verdict = judge(room, update, role, 'mallory', new Claims(new Map()))
    expect(verdict.kind).toBe(role === 'viewer' ? 'deny' : 'refuse')
  })
})

it('a client that has comments may bring all that it has, and with it its own work', () => {
  const { room, client } = seen()
  const claims = new Claims(new Map([[room.clientID, 'the server']]))
  expect(judge(room, Y.encodeStateAsUpdate(client), 'annotator', 'ada0', claims).kind).toBe('nothing')
  client.getMap('annotations').set('k', 1)
  const verdict = judge(room, Y.encodeStateAsUpdate(client), 'annotator', 'ada0', claims)
  expect(verdict).toMatchObject({ kind: 'take', authors: new Set([client.clientID]) })
  expect(openThreads(openBoard(room)).list()).toHaveLength(1)
})
