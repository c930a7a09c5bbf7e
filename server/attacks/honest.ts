import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'
import * as Y from 'yjs'
import type { Message } from '@/lib/protocol'
import { readStoredDocument } from '../sync/stored-document'
import { RawClient } from '../testing/raw-client'
import type { TestBoard, TestServer } from '../testing/test-server'

/** Two editors of one board, each with a participant's token, on connections that stay open. */
class HonestPair {
  /** Values that were never written before, so that an old one is never taken for a new one. */
  private static lastValue = 1_000

  private constructor(
    readonly board: TestBoard,
    readonly clients: readonly [RawClient, RawClient],
  ) {}

  static async join(server: TestServer, board: TestBoard): Promise<HonestPair> {
    const open = (name: string) =>
      new RawClient(`${server.syncUrl}/${board.id}`, [board.secrets.editor, `an-honest-${name}`])
    const clients = [open('first-one'), open('second-one')] as const
    await Promise.all(clients.map(client => client.sync()))
    return new HonestPair(board, clients)
  }

  /**
   * Each edits, sees the other's edit and is told that its own is saved; then both hold the same, and so does the log.
   * @returns how long that took, in ms
   */
  async expectToWork(server: TestServer): Promise<number> {
    const begin = performance.now()
    // Under keys of their own: which of two edits of one key at the same moment wins is nobody's merit.
    const edits = this.clients.map((client, i) => {
      return { client, key: `honest-${i}`, value: ++HonestPair.lastValue }
    })
    const saved = this.clients.map(client => lastSaved(client) + 1)
    for (const { client, key, value } of edits) client.edit(doc => doc.getMap('model').set(key, value))
    for (const [i, client] of this.clients.entries()) {
      await whileOpen(client, () => {
        const model = client.doc.getMap('model')
        const seesBoth = edits.every(({ key, value }) => model.get(key) === value)
        return seesBoth && lastSaved(client) >= saved[i] ? true : undefined
      })
    }
    const took = performance.now() - begin
    const { doc } = readStoredDocument(await server.stored.loadBoard(this.board.id))
    const [first, second] = this.clients.map(client => Y.snapshot(client.doc))
    expect(Y.equalSnapshots(first, second)).toBe(true)
    expect(Y.equalSnapshots(first, Y.snapshot(doc))).toBe(true)
    return took
  }

  async leave(): Promise<void> {
    await Promise.all(this.clients.map(client => client.close()))
  }
}

/**
 * The people whom an attack must not harm: two editors on the attacked board, and two on another board of the same
 * server. They join before the attack and keep their connections through it:
 *
 *     const people = await HonestPeople.join(server, board)
 *     …attack `board`, by other connections…
 *     await people.expectUnharmed()
 *     await people.leave()
 */
export class HonestPeople {
  private constructor(
    private readonly server: TestServer,
    private readonly here: HonestPair,
    private readonly elsewhere: HonestPair,
    private readonly linesBefore: number,
  ) {}

  static async join(server: TestServer, board: TestBoard): Promise<HonestPeople> {
    const linesBefore = server.lines.length
    const here = await HonestPair.join(server, board)
    const elsewhere = await HonestPair.join(server, await server.createBoard())
    return new HonestPeople(server, here, elsewhere, linesBefore)
  }

  /** The document as one of the editors on the attacked board sees it. */
  get doc(): Y.Doc {
    return this.here.clients[0].doc
  }

  /** What one of the editors on the attacked board has heard so far. */
  get heard(): readonly Message[] {
    return this.here.clients[0].heard
  }

  /** Resolves when `find` finds something, which it looks for whenever that editor has heard something. */
  until<Found>(find: () => Found | undefined): Promise<Found> {
    return this.here.clients[0].until(find)
  }

  /**
   * The server answers and has reported no error of its own; the editors of both boards are still connected, edit, see
   * each other's edits, are told that they are saved, and hold what the log holds.
   */
  async expectUnharmed(): Promise<void> {
    for (const path of ['/healthz', '/readyz']) {
      expect((await fetch(this.server.origin + path)).status).toBe(200)
    }
    const pairs = [this.here, this.elsewhere]
    const [here, elsewhere] = await Promise.all(pairs.map(pair => pair.expectToWork(this.server)))
    noteTimes({ here, elsewhere })
    const errors = this.server.lines.slice(this.linesBefore).filter(line => line.includes('"level":"error"'))
    expect(errors).toEqual([])
  }

  async leave(): Promise<void> {
    await Promise.all([this.here.leave(), this.elsewhere.leave()])
  }
}

/** Adds a line to the file that `HONEST_TIMES` names, for `npm run bench -- attacks`: no test asserts a time. */
function noteTimes(times: { here: number | undefined; elsewhere: number | undefined }): void {
  const { HONEST_TIMES: file } = process.env
  const test = expect.getState().currentTestName
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ test, ...times })}\n`)
}

/** As `client.until`, but fails as soon as the connection ends. */
async function whileOpen(client: RawClient, find: () => true | undefined): Promise<void> {
  const end = client.closed.then(({ code, reason }) => {
    throw new Error(`An honest connection was closed: ${code} ${reason}`)
  })
  await Promise.race([client.until(find), end])
}

const lastSaved = (client: RawClient): number =>
  client.heard.reduce((last, message) => (message.kind === 'saved' ? message.count : last), 0)
