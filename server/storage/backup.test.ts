import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linksToStore, newOwnerSecret } from '../links'
import { readStoredDocument } from '../sync/stored-document'
import { valueUpdate } from '../testing/value-update'
import { backUp, restore } from './backup'
import { openSqlite } from './sqlite'
import { type Storage, StorageUnavailable } from './storage'

const COMMANDS = join(import.meta.dirname, '../commands')
const TSX = join(import.meta.dirname, '../../node_modules/.bin/tsx')

let directory: string
let dataDir: string
let file: string
let storage: Storage

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chainboard-backup-'))
  dataDir = join(directory, 'data')
  file = join(directory, 'backup.db')
  storage = await openSqlite(dataDir)
})

afterEach(async () => {
  await storage.close()
  rmSync(directory, { recursive: true, force: true })
})

const updateOf = (boardId: string, n: number) => {
  return { boardId, n, participant: 'p', at: n, bytes: valueUpdate(n, `"${boardId} ${n}"`) }
}

async function createBoard(boardId: string, updates: number): Promise<void> {
  const rotations = { owner: 0, editor: 0, annotator: 0, viewer: 0 }
  await storage.createBoard(boardId, linksToStore(newOwnerSecret(), rotations), updateOf(boardId, 1))
  for (let n = 2; n <= updates; n++) await storage.appendUpdates([updateOf(boardId, n)])
}

const documentOf = async (boardId: string) =>
  readStoredDocument(await storage.loadBoard(boardId)).doc.toJSON()
const lengthOf = async (boardId: string) => (await storage.loadBoard(boardId)).updates.length

/** Does something while no server has the directory. */
async function whileClosed<Result>(task: () => Result): Promise<Result> {
  await storage.close()
  try {
    return task()
  } finally {
    storage = await openSqlite(dataDir)
  }
}

describe('a backup', () => {
  it('made under load restores to equal boards, as they were at one moment (D27)', async () => {
    const quiet = ['a', 'b', 'c']
    for (const id of quiet) await createBoard(id, 5)
    await createBoard('busy', 20)
    const documents = await Promise.all(quiet.map(documentOf))

    const env = { ...process.env, DATA_DIR: dataDir }
    let isDone = false
    const backup = promisify(execFile)(TSX, [join(COMMANDS, 'backup.ts'), file], { env }).finally(() => {
      isDone = true
    })
    let last = 20
    while (!isDone) await storage.appendUpdates([updateOf('busy', ++last), updateOf('busy', ++last)])
    expect((await backup).stdout).toContain('Saved 4 boards')

    await whileClosed(() => restore(dataDir, file))
    expect(await Promise.all(quiet.map(documentOf))).toEqual(documents)
    const length = await lengthOf('busy') // a load with a hole would have failed
    expect(length).toBeGreaterThanOrEqual(20)
    expect(length % 2).toBe(0) // commits are whole
    expect(last).toBeGreaterThan(length)
  })

  it('is another generation when it is restored, and what was there is kept (D17)', async () => {
    await createBoard('a', 2)
    backUp(dataDir, file)
    const { generation } = storage
    await createBoard('later', 1)
    const { replaced } = await whileClosed(() => restore(dataDir, file))
    expect(storage.generation).not.toBe(generation)
    expect(await lengthOf('a')).toBe(2)
    expect(await storage.findLinks('later')).toBeNull()

    expect(replaced).not.toBeNull()
    const copy = join(directory, 'copy.db')
    expect(backUpOf(replaced ?? '', copy)).toMatchObject({ boards: 2 })
  })

  it('keeps whose client ids are under which nothing was written yet (A8)', async () => {
    await createBoard('a', 2)
    await storage.appendUpdates([], [{ boardId: 'a', client: 7, participant: 'ada', at: 1 }])
    backUp(dataDir, file)
    await storage.appendUpdates([], [{ boardId: 'a', client: 7, participant: null, at: 2 }])
    await whileClosed(() => restore(dataDir, file))
    expect((await storage.loadBoard('a')).claims).toEqual(new Map([[7, 'ada']]))
  })

  it('is not restored under a running server', async () => {
    await createBoard('a', 2)
    backUp(dataDir, file)
    expect(() => restore(dataDir, file)).toThrow('Another Chainboard is using')
    expect(await lengthOf('a')).toBe(2)
  })

  it.each([
    ['no database', (path: string) => writeFileSync(path, 'no database '.repeat(1_000))],
    ['a damaged one', spoil],
    ['one that is cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 20_000))],
  ])('that is %s replaces nothing', async (_what, damage) => {
    await createBoard('a', 40)
    backUp(dataDir, file)
    damage(file)
    await whileClosed(() => expect(() => restore(dataDir, file)).toThrow(StorageUnavailable))
    expect(await lengthOf('a')).toBe(40)
  })

  it('overwrites no file, and leaves none behind when it fails', () => {
    writeFileSync(file, 'another backup')
    expect(() => backUp(dataDir, file)).toThrow('is there already')
    expect(() => backUp(join(directory, 'nothing'), join(directory, 'x'))).toThrow('There are no boards')
    expect(existsSync(join(directory, 'x'))).toBe(false)
    expect(() => backUp(dataDir, join(directory, 'no/such/folder/x'))).toThrow('could not be made')
  })
})

/** The restored directory of a file, backed up again: whether it is a whole database. */
function backUpOf(database: string, to: string) {
  const other = join(directory, 'other')
  restore(other, database)
  return backUp(other, to)
}

function spoil(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 4_096 * 3, 4_096 * 8)
  writeFileSync(path, bytes)
}
