import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forEachRole } from '../links'
import { KillTrial } from '../testing/kill-trial'
import { findPostgres, TestPostgres } from '../testing/postgres'
import { bundleServer } from '../testing/server-process'
import { openPostgres } from './postgres'
import { type Storage, StorageTrouble, StorageUnavailable } from './storage'
import { describeStorage } from './storage-contract'

const programs = findPostgres()
const PLACE = programs ?? ''

describe.skipIf(programs === null)('PostgreSQL, where it is installed', () => {
  let server: TestPostgres
  let common: string

  beforeAll(async () => {
    server = await TestPostgres.start(PLACE)
    common = await server.createDatabase()
  })
  afterAll(() => server.remove())

  describeStorage('PostgreSQL', async () => {
    await server.empty(common)
    return { open: historyBytes => openPostgres(common, { historyBytes }), remove: () => {} }
  })

  const first = { boardId: 'a', n: 1, participant: 'p', at: 0, bytes: Uint8Array.of(0, 0) }
  const links = forEachRole(role => ({ rotation: 0, secretHash: role }))

  /** Appends as the server does: again after trouble. Resolves with the kinds of trouble that there were. */
  async function appendAtLast(storage: Storage, n: number): Promise<string[]> {
    const states: string[] = []
    for (;;) {
      try {
        await storage.appendUpdates([{ ...first, n }])
        return states
      } catch (error) {
        if (!(error instanceof StorageTrouble)) throw error
        states.push(error.state)
        await new Promise(resolve => setTimeout(resolve, 50)) // the storage is asked again, not waited for
      }
    }
  }

  it('is for one process at a time, and free again after a close (D10)', async () => {
    const url = await server.createDatabase()
    const storage = await openPostgres(url)
    await expect(openPostgres(url)).rejects.toThrow(StorageUnavailable)
    await expect(openPostgres(url)).rejects.toThrow('Another Chainboard')
    await storage.close()
    await (await openPostgres(url)).close()
  })

  it('goes on by itself when its connections are ended (D13)', async () => {
    const storage = await openPostgres(await server.createDatabase())
    await storage.createBoard('a', links, first)
    for (const n of [2, 3]) {
      await server.endConnections()
      await appendAtLast(storage, n)
    }
    expect((await storage.loadBoard('a')).updates.map(({ n }) => n)).toEqual([1, 2, 3])
    await storage.close()
  })

  it('says unavailable while the server is away, and goes on when it is back (D13)', async () => {
    const storage = await openPostgres(await server.createDatabase())
    await storage.createBoard('a', links, first)
    await server.stop()
    await expect(storage.appendUpdates([{ ...first, n: 2 }])).rejects.toThrow(StorageTrouble)
    await expect(storage.findLinks('a')).rejects.toThrow(StorageTrouble)
    await server.start()
    await appendAtLast(storage, 2)
    expect((await storage.loadBoard('a')).updates).toHaveLength(2)
    await storage.close()
  })

  it('lets go of connections to a server that only reads, as a former primary does (D13)', async () => {
    const url = await server.createDatabase()
    const name = new URL(url).pathname.slice(1)
    const storage = await openPostgres(url)
    await storage.createBoard('a', links, first)
    await server.execute(`ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    await server.endConnections()
    await expect(storage.appendUpdates([{ ...first, n: 2 }])).rejects.toThrow(StorageTrouble)
    await expect(storage.appendUpdates([{ ...first, n: 2 }])).rejects.toThrow(StorageTrouble)
    await server.execute(`ALTER DATABASE ${name} RESET default_transaction_read_only`)
    await appendAtLast(storage, 2)
    await storage.close()
  })

  it('a server on it loses nothing when it is killed or stopped under load (D1, D3)', async () => {
    const bundle = await bundleServer()
    const env = { DATABASE_URL: await server.createDatabase() }
    const trial = await KillTrial.begin(bundle, {
      editors: 3,
      pace: 20,
      moment: () => 100 + Math.random() * 300,
      env,
    })
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
      expect(await trial.round(signal)).toMatchObject({ acknowledgedLost: 0, seenLost: 0, lost: 0 })
    }
    await trial.end()
    bundle.remove()
  }, 60_000)

  it('refuses a database that says a commit is done before it is', async () => {
    const url = await server.createDatabase()
    await server.execute(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
    await expect(openPostgres(url)).rejects.toThrow('synchronous_commit')
  })
})

it('says in a sentence that no database answers, without its password', async () => {
  const opening = openPostgres('postgres://me:secret@127.0.0.1:9/none')
  await expect(opening).rejects.toThrow(StorageUnavailable)
  await expect(opening).rejects.toThrow(/^The database at DATABASE_URL cannot be used: (?!.*secret)/)
})

it.runIf(process.env.CI !== undefined)('has PostgreSQL where it counts', () => {
  expect(programs).not.toBeNull()
})
