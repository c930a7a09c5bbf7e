// The thread in which SQLite waits for the disk. Plain JavaScript that stands beside whoever starts it, in the sources as in
// the build, so that one address is right everywhere. It does statements in the order in which they come, and knows
// nothing of what they mean.
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** How long a statement waits for a lock before it tries again, in ms. */
const BETWEEN_TRIES = 10
const MOST_STATEMENTS = 200
const CHECKPOINT_EVERY = 60_000
/** Smaller blobs are copied faster than they change hands, in bytes. */
const WORTH_A_TRANSFER = 16_384

/** @type {{ path: string, readonly: boolean, pragmas: readonly string[], required: Record<string, unknown>, patience: number }} */
const { path, readonly, pragmas, required, patience } = workerData

/** What nobody ever wakes. */
const nobody = new Int32Array(new SharedArrayBuffer(4))
/** @type {Map<string, import('better-sqlite3').Statement>} */
const statements = new Map()
/** @type {import('better-sqlite3').Database} */
let database

const tasks = {
  open() {
    database = new Database(path, { readonly, timeout: 0 })
    for (const pragma of pragmas) patiently(() => database.pragma(pragma))
    for (const [name, value] of Object.entries(required)) {
      const found = database.pragma(name, { simple: true })
      if (found !== value) throw new Error(`SQLite has ${name} = ${found} where ${value} is needed`)
    }
    if (!readonly) setInterval(checkpoint, CHECKPOINT_EVERY).unref()
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
      if (error.code !== 'SQLITE_BUSY' || Date.now() >= end) throw error
      Atomics.wait(nobody, 0, 0, BETWEEN_TRIES)
    }
  }
}

/** Empties the write-ahead log into the database, so that it never grows for long (D7). */
function checkpoint() {
  if (!database.inTransaction) database.pragma('wal_checkpoint(TRUNCATE)')
}

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
