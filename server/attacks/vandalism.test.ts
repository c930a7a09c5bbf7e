import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { participantId, type Role } from '@/lib/protocol'
import { BoardRestoration } from '../commands/board-restoration'
import { openSqlite } from '../storage/sqlite'
import { documentBefore } from '../sync/past'
import { readStoredDocument } from '../sync/stored-document'
import type { RawClient } from '../testing/raw-client'
import type { TestBoard } from '../testing/test-server'
import { newArena } from './arena'
import { HonestPeople } from './honest'

// Y17 (threats.md 2.4): an editor's link lets its holder delete everything. The log keeps what was there, and who did it when.

const arena = newArena()
const ROOTS = ['meta', 'model', 'annotations', 'lesson']
const VANDAL = 'a-vandals-own-token'

const drawn = (doc: Y.Doc) => doc.getMap('annotations').size
const said = (doc: Y.Doc) => ROOTS.map(root => doc.getMap(root).toJSON())
const seen = (holds: (doc: Y.Doc) => boolean) =>
  arena.people.until(() => (holds(arena.people.doc) ? true : undefined))
const vandalId = () => participantId(VANDAL, arena.board.id)
const history = () => arena.server.stored.readHistory(arena.board.id)

/** Somebody draws, and everybody sees it. */
async function drawTogether(): Promise<Y.Doc> {
  const artist = await arena.join('editor', 'an-artists-own-token')
  for (let i = 0; i < 20; i++)
    artist.edit(doc => doc.getMap('annotations').set(`element-${i}`, new Y.Map([['text', `drawn ${i}`]])))
  await seen(doc => drawn(doc) === 20)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(arena.people.doc))
  return doc
}

function deleteEverything(vandal: RawClient): void {
  vandal.edit(doc => {
    for (const root of ROOTS) for (const key of doc.getMap(root).keys()) doc.getMap(root).delete(key)
  })
}

/** What a server does with a log that has grown long. */
async function fold(): Promise<void> {
  const { stored } = arena.server
  const { doc, last, authors } = readStoredDocument(await stored.loadBoard(arena.board.id))
  await stored.compact(arena.board.id, { n: last, bytes: Y.encodeStateAsUpdate(doc), authors })
}

async function replaceLink(role: Role): Promise<TestBoard> {
  const { id, secrets } = arena.board
  const path = `/api/boards/${id}/rotate`
  const answer = await arena.server.post(path, { role }, { Authorization: `Bearer ${secrets.owner}` })
  const { links } = (await answer.json()) as { links: Record<Role, string> } // our own answer
  return { id, secrets: { ...secrets, [role]: links[role].split('#')[1] } }
}

/** Honest people come by the links of `board`, as those of the arena did by the old ones. */
async function expectToGoOn(board: TestBoard): Promise<void> {
  const people = await HonestPeople.join(arena.server, board)
  await people.expectUnharmed()
  await people.leave()
}

it.each([
  ['', async () => {}],
  [', also once its log is folded', fold],
])('Y17 what a vandal deletes can be built again from the log, to the last item%s', async (_when, pass) => {
  const before = await drawTogether()
  await pass()
  const vandal = await arena.join('editor', VANDAL)
  const begin = Date.now()
  deleteEverything(vandal)
  await seen(doc => drawn(doc) === 0)
  await pass()

  const past = await history()
  const entries = past.updates.filter(({ participant }) => participant === vandalId())
  expect(entries).toHaveLength(1)
  expect(entries[0].at).toBeGreaterThanOrEqual(begin)
  expect(entries[0].at).toBeLessThanOrEqual(Date.now())
  const rebuilt = documentBefore(past, entries[0].n)
  expect(Y.equalSnapshots(Y.snapshot(rebuilt), Y.snapshot(before))).toBe(true)
  expect(said(rebuilt)).toEqual(said(before))
  const byOthers = past.updates.filter(({ n }) => n < entries[0].n)
  expect(new Set(byOthers.map(({ participant }) => participant))).toContain(
    participantId('an-artists-own-token', arena.board.id),
  )
})

it('Y17 a new editor link sends the vandal away for good, and honest people go on by it', async () => {
  const vandal = await arena.join('editor', VANDAL)
  deleteEverything(vandal)
  await seen(doc => !doc.getMap('model').has('x'))
  const board = await replaceLink('editor')
  deleteEverything(vandal)
  expect((await vandal.closed).code).toBe(4403)
  expect((await arena.connect('editor', VANDAL).closed).code).toBe(4401)
  await expectToGoOn(board)
  await arena.prepare()
})

it('Y17 an operator restores the board, people who saw it deleted see it again, and nothing is taken from the log', async () => {
  const before = await drawTogether()
  deleteEverything(await arena.join('editor', VANDAL))
  await seen(doc => drawn(doc) === 0)
  const witness = Y.encodeStateAsUpdate(arena.people.doc)
  const board = await replaceLink('editor')
  const { updates } = await history()
  const spoilt = updates.find(({ participant }) => participant === vandalId())

  await arena.server.restart(async dataDir => {
    const storage = await openSqlite(dataDir)
    const restoration = await BoardRestoration.of(storage, board.id)
    await restoration.restore('--before-change', String(spoilt?.n))
    await storage.close()
  })
  const back = arena.connectWith([board.secrets.editor])
  Y.applyUpdate(back.doc, witness)
  await back.sync()
  expect(said(back.doc)).toEqual(said(before))
  expect((await history()).updates.slice(0, updates.length)).toEqual(updates)
  await expectToGoOn(board)
  await arena.prepare()
})
