// The thread in which SQLite waits for the disk. Plain JavaScript that stands beside whoever starts it, in the sources as in
// the build, so that one address is right everywhere. It does statements in the order in which they come, and knows
// nothing of what they mean.
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** How long a statement waits for a lock before it tries again, in ms. */
const BETWEEN_TRIES = 10
const MOST_STATEMENTS = 200
/** How often in the time between two checkpoints it is looked whether one is needed before that. */
const LOOKS = 60
/** A write-ahead log that has become so large is emptied before its time, in bytes. */
const LARGE_LOG = 32 * 1_048_576
/** How long a checkpoint may wait for readers, and keep commits waiting, in ms. */
const CHECKPOINT_PATIENCE = 500
/** A lock that somebody else will let go of: also who opens the database first after a crash, and reads its whole log. */
const WAITED_FOR = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY'])
/** Smaller blobs are copied faster than they change hands, in bytes. */
const WORTH_A_TRANSFER = 16_384

/** @type {{ path: string, readonly: boolean, pragmas: readonly string[], required: Record<string, unknown>, patience: number, checkpointEvery?: number }} */
const { path, readonly, pragmas, required, patience, checkpointEvery } = workerData

/** What nobody ever wakes. */
const nobody = new Int32Array(new SharedArrayBuffer(4))
/** @type {Map<string, import('better-sqlite3').Statement>} */
const statements = new Map()
/** @type {import('better-sqlite3').Database} */
let database
let lastCheckpoint = Date.now()
/** When a large log is worth the next wait for its readers, and how long after that, if one of them stays. */
let nextWait = 0
let pause = checkpointEvery / LOOKS

const tasks = {
  open() {
    database = new Database(path, { readonly, timeout: 0 })
    for (const pragma of pragmas) patiently(() => database.pragma(pragma))
    for (const [name, value] of Object.entries(required)) {
      const found = patiently(() => database.pragma(name, { simple: true }))
      if (found !== value) throw new Error(`SQLite has ${name} = ${found} where ${value} is needed`)
    }
    if (checkpointEvery !== undefined) setInterval(lookAfterLog, checkpointEvery / LOOKS).unref()
  },
  /** @param {{ sql: string, parameters: unknown[] }} task */
  run({ sql, parameters }) {
    // After a failed statement SQLite may have rolled back by itself.
    if (sql === 'rollback' && !database.inTransaction) return {}
    const statement = prepare(sql)
    if (statement.reader) return { rows: patiently(() => statement.all(parameters)) }
    return { changes: patiently(() => statement.run(parameters)).changes }
  },
  /** @param {{ statements: { sql: string, parameters: unknown[] }[] }} task - done as a whole, or not at all */
  write({ statements }) {
    tasks.run({ sql: 'begin immediate', parameters: [] })
    try {
      for (const statement of statements) tasks.run(statement)
      tasks.run({ sql: 'commit', parameters: [] })
    } catch (error) {
      tasks.run({ sql: 'rollback', parameters: [] })
      throw error
    }
    return {}
  },
  close() {
    database.close()
  },
}

parentPort.on('message', ({ id, kind, ...task }) => {
  try {
    const result = tasks[kind](task)
    parentPort.postMessage({ id, result }, blobsOf(result?.rows))
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } })
  }
  if (kind === 'close') parentPort.close()
})

/** A statement is parsed once; what was not used for the longest time goes first. */
function prepare(sql) {
  const statement = statements.get(sql) ?? database.prepare(sql)
  statements.delete(sql)
  statements.set(sql, statement)
  if (statements.size > MOST_STATEMENTS) statements.delete(statements.keys().next().value)
  return statement
}

/**
 * Does a task that another process may keep from its lock for a while. It is not SQLite that waits: a process that ends while a thread
 * is inside it is aborted.
 */
function patiently(task) {
  const end = Date.now() + patience
  for (;;) {
    try {
      return task()
    } catch (error) {
      if (!WAITED_FOR.has(error.code) || Date.now() >= end) throw error
      Atomics.wait(nobody, 0, 0, BETWEEN_TRIES)
    }
  }
}

/** Empties the write-ahead log into the database from time to time, so that it never grows for long (D7). */
function lookAfterLog() {
  if (database.inTransaction) return void setTimeout(lookAfterLog, BETWEEN_TRIES)
  const isTime = Date.now() - lastCheckpoint >= checkpointEvery
  const isWorthWaiting = logBytes() > LARGE_LOG && Date.now() >= nextWait
  if (!isTime && !isWorthWaiting) return
  const isEmptied = emptyLog(isWorthWaiting ? CHECKPOINT_PATIENCE : 0)
  if (isWorthWaiting) planNextWait(isEmptied)
  if (isEmptied || isTime) lastCheckpoint = Date.now()
  if (isTime) parentPort.postMessage({ checkpoint: { isEmptied, bytes: logBytes() } })
}

/** A reader that stays is waited for ever more rarely: commits wait meanwhile. */
function planNextWait(isEmptied) {
  pause = isEmptied ? checkpointEvery / LOOKS : Math.min(2 * pause, checkpointEvery)
  nextWait = Date.now() + pause
}

/**
 * A reader that began before the last commits keeps the log from being emptied. Readers that follow on each other without a gap
 * would do so for ever, but that nothing is committed here meanwhile: the later ones have all that there is, and do not matter.
 */
function emptyLog(wait) {
  const end = Date.now() + wait
  for (;;) {
    if (tryToEmptyLog()) return true
    if (Date.now() >= end) return false
    Atomics.wait(nobody, 0, 0, BETWEEN_TRIES)
  }
}

function tryToEmptyLog() {
  try {
    return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
  } catch {
    return false // a disk in trouble, or a lock: the next commit tells of it
  }
}

const logBytes = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0

/** The memory of large blobs in the rows, to be handed over instead of copied. */
function blobsOf(rows = []) {
  const memories = []
  for (const row of rows) {
    for (const value of Object.values(row)) {
      if (value instanceof Uint8Array && value.length >= WORTH_A_TRANSFER && isAlone(value))
        memories.push(value.buffer)
    }
  }
  return memories
}

const isAlone = ({ byteOffset, byteLength, buffer }) => byteOffset === 0 && byteLength === buffer.byteLength
