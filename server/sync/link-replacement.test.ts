import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seedUpdate } from '@/lib/board'
import { CLOSE, ROLES, type Role } from '@/lib/protocol'
import { readLimits } from '../config'
import { linksToStore, newOwnerSecret } from '../links'
import { createLog } from '../log'
import { openSqlite } from '../storage/sqlite'
import { LinksChanged, type Storage, StorageTrouble, type StoredLinks } from '../storage/storage'
import { VirtualClock } from '../testing/virtual-clock'
import { LinkReplacement, OutcomeUnknown } from './link-replacement'
import type { Peer } from './peer'
import { Rooms } from './rooms'

const BOARD = 'b'
const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }

let directory: string
let storage: Storage
let rooms: Rooms
let clock: VirtualClock
let links: LinkReplacement
let before: StoredLinks
let after: StoredLinks

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-'))
  storage = await openSqlite(directory)
  clock = new VirtualClock()
  const log = createLog(() => {})
  rooms = new Rooms(storage, readLimits({ NODE_ENV: 'test' }), log, clock)
  links = new LinkReplacement(storage, rooms, log, clock)
  const owner = newOwnerSecret()
  before = linksToStore(owner, rotations)
  after = linksToStore(owner, { ...rotations, editor: 1 })
  const first = { boardId: BOARD, n: 1, participant: 'server', at: 0, bytes: seedUpdate() }
  await storage.createBoard(BOARD, before, first)
})

afterEach(async () => {
  links.close()
  vi.restoreAllMocks()
  await rooms.close()
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Somebody in the room, with the codes by which their connection was ended. */
async function joinAs(role: Role): Promise<number[]> {
  const codes: number[] = []
  const peer: Peer = {
    role,
    participant: 'p',
    named: true,
    send: () => {},
    tell: () => {},
    close: code => codes.push(code),
  }
  const room = await rooms.enter(BOARD)
  room.join(peer, clock.now())
  return codes
}

const replaceEditors = () => links.replace({ boardId: BOARD, before, after, roles: ['editor'] })

/** How the storage answers to the next replacements, whatever it did; then as it is. */
function storageSays(...answers: ('lost, not done' | 'lost, done' | 'full')[]): void {
  const real = storage.replaceLinks.bind(storage)
  const spy = vi.spyOn(storage, 'replaceLinks')
  for (const answer of answers) {
    spy.mockImplementationOnce(async (...wanted) => {
      if (answer === 'lost, done') await real(...wanted)
      throw new StorageTrouble(answer === 'full' ? 'full' : 'unavailable', answer)
    })
  }
}

it('ends the connections of the links that it replaced, and no others', async () => {
  const [editor, viewer] = [await joinAs('editor'), await joinAs('viewer')]
  await replaceEditors()
  expect([editor, viewer]).toEqual([[CLOSE.revoked], []])
  expect(await storage.findLinks(BOARD)).toEqual(after)
})

it('that somebody else did at the same moment is said to be done, once for all', async () => {
  await replaceEditors()
  const newcomer = await joinAs('editor')
  await replaceEditors()
  expect(newcomer).toEqual([])
})

it('after another one is refused, and ends nothing', async () => {
  await storage.replaceLinks(BOARD, before, linksToStore(newOwnerSecret(), { ...rotations, editor: 1 }))
  const editor = await joinAs('editor')
  await expect(replaceEditors()).rejects.toThrow(LinksChanged)
  expect(editor).toEqual([])
})

describe('when the storage’s answer is lost', () => {
  it.each(['lost, done', 'lost, not done'] as const)(
    '(%s) a second attempt ends the connections',
    async said => {
      const editor = await joinAs('editor')
      storageSays(said)
      await replaceEditors()
      expect(editor).toEqual([CLOSE.revoked])
      expect(await storage.findLinks(BOARD)).toEqual(after)
    },
  )

  it('twice, nobody stays on a link that may be replaced, and whoever comes by it meanwhile is ended when that is known', async () => {
    const [editor, viewer] = [await joinAs('editor'), await joinAs('viewer')]
    storageSays('lost, done', 'lost, not done', 'lost, not done')
    await expect(replaceEditors()).rejects.toThrow(OutcomeUnknown)
    expect([editor, viewer]).toEqual([[CLOSE.tryAgain], []])
    const inBetween = await joinAs('editor')
    while (inBetween.length === 0) await askOnce()
    expect(inBetween).toEqual([CLOSE.tryAgain])
    expect(clock.now()).toBeLessThanOrEqual(1_000)
    expect(viewer).toEqual([])
  })

  it('twice and nothing was done, it stays so, and whoever came back stays', async () => {
    storageSays('lost, not done', 'lost, not done', 'lost, not done')
    await expect(replaceEditors()).rejects.toThrow(OutcomeUnknown)
    const back = await joinAs('editor')
    while (
      vi.mocked(storage.replaceLinks).mock.settledResults.filter(({ type }) => type === 'fulfilled')
        .length === 0
    )
      await askOnce()
    clock.pass(10_000)
    expect(back).toEqual([])
    expect(await storage.findLinks(BOARD)).toEqual(before)
  })
})

it('that takes long sends those whom it may concern to the door after half a second', async () => {
  const editor = await joinAs('editor')
  let goOn = () => {}
  const real = storage.replaceLinks.bind(storage)
  vi.spyOn(storage, 'replaceLinks').mockImplementationOnce(async (...wanted) => {
    await new Promise<void>(resolve => {
      goOn = resolve
    })
    return real(...wanted)
  })
  const replacing = replaceEditors()
  clock.pass(500)
  expect(editor).toEqual([CLOSE.tryAgain])
  const back = await joinAs('editor')
  goOn()
  await replacing
  expect(back).toEqual([CLOSE.tryAgain])
})

it('for which there is no space is certain not to be done, and ends nothing', async () => {
  const everybody = await Promise.all(ROLES.map(joinAs))
  storageSays('full')
  await expect(replaceEditors()).rejects.toMatchObject({ state: 'full' })
  clock.pass(10_000)
  expect(everybody.flat()).toEqual([])
})

/** Lets the time come at which the storage is asked, and what follows from that happen. */
async function askOnce(): Promise<void> {
  if (clock.next !== null && clock.next <= clock.now() + 250) clock.step()
  await new Promise(resolve => setImmediate(resolve))
}
