import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { StorageTrouble } from './storage'

/** How a thread opens its database. */
export interface SqliteOptions {
  readonly path: string
  readonly readonly: boolean
  /** Said to the connection when it is open, for instance `journal_mode = WAL`. */
  readonly pragmas: readonly string[]
  /** What pragmas must answer then; it is no use to go on with less. */
  readonly required: Readonly<Record<string, string | number>>
  /** How long a statement waits for a lock that another process holds, in ms. */
  readonly patience: number
}

/** What SQLite answers to a statement: rows, or how many it changed. */
export interface SqliteAnswer {
  readonly rows?: readonly unknown[]
  readonly changes?: number
}

/** What SQLite says is wrong, with its code, for instance `SQLITE_FULL`. */
export class SqliteFailure extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message)
  }
}

type Task =
  | { kind: 'open' }
  | { kind: 'run'; sql: string; parameters: readonly unknown[] }
  | { kind: 'close' }

type Reply = { id: number; result?: SqliteAnswer; error?: { message: string; code?: string } }

interface Asker {
  resolve(answer: SqliteAnswer): void
  reject(error: Error): void
}

const WORKER = new URL('./sqlite-worker.js', import.meta.url)
/** The thread's heap for what is short-lived: it only hands rows on. */
const YOUNG_MEGABYTES = 2
/** A thread that died is started again, but no sooner than this after it was started last, in ms. */
const RESTART_PAUSE = 1_000
/** A thread that has not closed its database by then is ended, in ms. */
const PATIENCE_AT_CLOSE = 1_000

/**
 * One SQLite connection in a thread of its own: the event loop never waits for a disk. When the thread dies, everything that was
 * asked of it fails as `unavailable`, and what is asked later starts another.
 */
export class SqliteThread {
  private worker: Worker | null = null
  private ready: Promise<unknown> = Promise.resolve()
  private readonly asked = new Map<number, Asker>()
  private lastId = 0
  private lastStart = Number.NEGATIVE_INFINITY
  private isClosed = false
  /** Counts the starts: a transaction ends with the connection that it was begun on. */
  life = 0

  private constructor(
    private readonly options: SqliteOptions,
    private readonly onDeath: (error: Error) => void,
  ) {}

  /** Opens the database. Rejects with what is wrong with it: a `SqliteFailure` when SQLite says so. */
  static async open(options: SqliteOptions, onDeath: (error: Error) => void): Promise<SqliteThread> {
    const thread = new SqliteThread(options, onDeath)
    thread.start()
    try {
      await thread.ready
      return thread
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  /** Runs one statement, after all that were asked for before. `life`: fail when the connection is not that one any more. */
  run(sql: string, parameters: readonly unknown[], life?: number): Promise<SqliteAnswer> {
    if (life !== undefined && life !== this.life) return Promise.reject(threadLost())
    if (this.worker === null) {
      if (this.isClosed || performance.now() - this.lastStart < RESTART_PAUSE)
        return Promise.reject(threadLost())
      this.start()
    }
    return this.ready.then(() => this.ask({ kind: 'run', sql, parameters }))
  }

  /** Closes the database; one that is stuck is left as a crash would leave it. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.worker === null) return
    await Promise.race([
      this.ask({ kind: 'close' }).catch(() => {}),
      delay(PATIENCE_AT_CLOSE, undefined, { ref: false }),
    ])
    await this.terminate()
  }

  /** Ends the thread at once, as a crash would. */
  async terminate(): Promise<void> {
    await this.worker?.terminate()
  }

  private start(): void {
    this.lastStart = performance.now()
    this.life++
    const worker = new Worker(WORKER, {
      workerData: this.options,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    let death = threadLost()
    worker.on('message', (reply: Reply) => this.take(reply))
    worker.on('error', error => {
      death = threadLost(error)
    })
    worker.on('exit', () => this.bury(death))
    this.worker = worker
    this.ready = this.ask({ kind: 'open' })
    this.ready.catch(() => worker.terminate()) // a thread without a database is of no use
  }

  private ask(task: Task): Promise<SqliteAnswer> {
    const { worker } = this
    if (worker === null) return Promise.reject(threadLost())
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject })
      worker.postMessage({ id, ...task })
    })
  }

  private take({ id, result, error }: Reply): void {
    const asker = this.asked.get(id)
    this.asked.delete(id)
    if (error === undefined) asker?.resolve(result ?? {})
    else if (error.code === undefined) asker?.reject(new Error(error.message))
    else asker?.reject(new SqliteFailure(error.message, error.code))
  }

  private bury(death: Error): void {
    this.worker = null
    const { isClosed } = this
    const asked = [...this.asked.values()]
    this.asked.clear()
    for (const { reject } of asked) reject(death)
    if (!isClosed) this.onDeath(death)
  }
}

const threadLost = (cause?: Error): StorageTrouble =>
  new StorageTrouble('unavailable', 'The thread of the database ended.', { cause })
