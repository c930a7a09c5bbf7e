import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { tsImport } from 'tsx/esm/api'
import { ROOT } from '../scripts/steps.mjs'

const MEBIBYTE = 1_048_576
const LARGEST = 64 * MEBIBYTE
/** A commit as a busy server makes them, in bytes, and how often. */
const COMMIT = 16_384
const BETWEEN_COMMITS = 5
/** How long each of the readers stays that follow on each other without a gap, in ms. */
const VISIT = 200
const IS_EMPTY_WITHIN = 61_000

/**
 * How large the write-ahead log becomes under steady writing: while readers follow on each other without a gap, while one holds
 * on, once it lets go, and during a backup (D7). `--minutes 30` altogether.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: { minutes: { type: 'string', default: '30' } } })
  const time = Number(values.minutes) * 60_000
  const directory = await mkdtemp(join(tmpdir(), 'chainboard-wal-'))
  const { openSqlite } = await tsImport('../server/storage/sqlite.ts', import.meta.url)
  const storage = await openSqlite(directory)
  try {
    const writer = await startWriting(storage)
    const during = part => observe(storage, writer, part)
    report('readers without a gap', await during(() => relay(directory, time * 0.6)), LARGEST)
    const holding = openReader(directory)
    report('one reader that holds on', await during(() => delay(time * 0.4)))
    holding.close()
    report('until it is empty again', await during(() => untilEmpty(storage)))
    report('a backup', await during(() => backUp(directory)))
    report('until it is empty again', await during(() => untilEmpty(storage)))
    await writer.stop()
  } finally {
    await storage.close()
    await rm(directory, { recursive: true })
  }
}

async function startWriting(storage) {
  const link = role => ({ rotation: 0, secretHash: role })
  const links = { owner: link('o'), editor: link('e'), annotator: link('a'), viewer: link('v') }
  const update = (n, bytes) => ({ boardId: 'a', n, participant: 'p', at: 0, bytes })
  await storage.createBoard('a', links, update(1, new Uint8Array()))
  const writer = { bytes: 0, slowest: 0, stop: null }
  let isOver = false
  const writing = (async () => {
    for (let n = 2; !isOver; n++) {
      const begun = performance.now()
      await storage.appendUpdates([update(n, new Uint8Array(COMMIT))])
      writer.slowest = Math.max(writer.slowest, performance.now() - begun)
      writer.bytes += COMMIT
      await delay(BETWEEN_COMMITS)
    }
  })()
  writer.stop = () => {
    isOver = true
    return writing
  }
  return writer
}

async function observe(storage, writer, part) {
  const [begun, before] = [performance.now(), writer.bytes]
  writer.slowest = 0
  let largest = 0
  const watch = setInterval(() => {
    largest = Math.max(largest, storage.walBytes())
  }, 50)
  await part()
  clearInterval(watch)
  const seconds = (performance.now() - begun) / 1_000
  return { seconds, written: writer.bytes - before, largest, slowest: writer.slowest }
}

/** Each reader begins before the one before it lets go. */
async function relay(directory, ms) {
  let current = openReader(directory)
  for (const end = Date.now() + ms; Date.now() < end; ) {
    await delay(VISIT)
    const next = openReader(directory)
    current.close()
    current = next
  }
  current.close()
}

function openReader(directory) {
  const reader = new Database(join(directory, 'chainboard.db'), { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM board').get()
  return reader
}

async function untilEmpty(storage) {
  // Under steady writing it holds a few commits at any time.
  for (const end = Date.now() + IS_EMPTY_WITHIN; storage.walBytes() > MEBIBYTE && Date.now() < end; )
    await delay(20)
}

async function backUp(directory) {
  const command = ['--import', 'tsx', 'server/commands/backup.ts', join(directory, 'backup.db')]
  const env = { ...process.env, DATA_DIR: directory }
  const [code] = await once(spawn(process.execPath, command, { cwd: ROOT, env, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error('The backup failed')
}

function report(what, { seconds, written, largest, slowest }, bar = Number.POSITIVE_INFINITY) {
  const mebibytes = bytes => `${(bytes / MEBIBYTE).toFixed(1)} MiB`
  const parts = [
    `${seconds.toFixed(1)} s`,
    `${mebibytes(written)} written`,
    `log at most ${mebibytes(largest)}`,
    `slowest commit ${slowest.toFixed(0)} ms`,
  ]
  console.log(`${largest <= bar ? '✓' : '✗'} ${what}: ${parts.join(', ')}`)
  if (largest > bar) process.exitCode = 1
}
