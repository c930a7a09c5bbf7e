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
  /** A thread of which nothing was asked for so long is ended, and started again for the next statement, in ms. Without it, never. */
  readonly restAfter?: number
  /** How often the write-ahead log is emptied into the database, in ms. Without it, when SQLite sees fit. */
  readonly checkpointEvery?: number
}

/** What came of emptying the write-ahead log. */
export interface Checkpoint {
  /** Whether it is empty: no reader kept anything in it, and the disk took all. */
  readonly isEmptied: boolean
  /** How large its file is after that. */
  readonly bytes: number
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

/** A statement with what stands in the place of its question marks. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

type Task =
  | ({ kind: 'run' } & Statement)
  | { kind: 'write'; statements: readonly Statement[] }
  | { kind: 'open' }
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
 * asked of it fails as `unavailable`, and what is asked later starts another. A thread that is not wanted for a while rests:
 * it costs some 8 MB.
 */
export class SqliteThread {
  private worker: Worker | null = null
  private ready: Promise<unknown> = Promise.resolve()
  private readonly asked = new Map<number, Asker>()
  private lastId = 0
  private lastStart = Number.NEGATIVE_INFINITY
  private isClosed = false
  private restTimer: NodeJS.Timeout | undefined
  /** Counts the starts: a transaction ends with the connection that it was begun on. */
  life = 0

  private constructor(
    private readonly options: SqliteOptions,
    private readonly onDeath: (error: Error) => void,
    private readonly onCheckpoint: (checkpoint: Checkpoint) => void,
  ) {}

  /** Opens the database. Rejects with what is wrong with it: a `SqliteFailure` when SQLite says so. */
  static async open(
    options: SqliteOptions,
    onDeath: (error: Error) => void,
    onCheckpoint: (checkpoint: Checkpoint) => void = () => {},
  ): Promise<SqliteThread> {
    const thread = new SqliteThread(options, onDeath, onCheckpoint)
    thread.start()
    try {
      await thread.ready
      return thread
    } catch (error) {
      await thread.close()
      throw error
    }
  }

  /** Whether there is a thread at present. */
  get isRunning(): boolean {
    return this.worker !== null
  }

  /** Runs one statement, after all that were asked for before. `life`: fail when the connection is not that one any more. */
  run(sql: string, parameters: readonly unknown[], life?: number): Promise<SqliteAnswer> {
    return this.request({ kind: 'run', sql, parameters }, life)
  }

  /** Runs statements as a transaction of their own, which costs no more ways to the thread than one statement. */
  async write(statements: readonly Statement[]): Promise<void> {
    await this.request({ kind: 'write', statements })
  }

  /** Closes the database; one that is stuck is left as a crash would leave it. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.restTimer)
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

  private request(task: Task, life?: number): Promise<SqliteAnswer> {
    if (this.worker === null) {
      if (this.isClosed || performance.now() - this.lastStart < RESTART_PAUSE)
        return Promise.reject(threadLost())
      this.start()
    }
    if (life !== undefined && life !== this.life) return Promise.reject(threadLost())
    return this.ready.then(() => this.ask(task))
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
    worker.on('message', (message: Reply | { checkpoint: Checkpoint }) => {
      if ('checkpoint' in message) this.onCheckpoint(message.checkpoint)
      else this.take(message)
    })
    worker.on('error', error => {
      death = threadLost(error)
    })
    worker.on('exit', () => {
      if (worker === this.worker) this.bury(death)
    })
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
    if (this.asked.size === 0) this.planRest()
    if (error === undefined) asker?.resolve(result ?? {})
    else if (error.code === undefined) asker?.reject(new Error(error.message))
    else asker?.reject(new SqliteFailure(error.message, error.code))
  }

  private planRest(): void {
    const { restAfter } = this.options
    if (restAfter === undefined || this.isClosed) return
    if (this.restTimer === undefined) this.restTimer = setTimeout(() => this.rest(), restAfter).unref()
    else this.restTimer.refresh()
  }

  /** Ends a thread that nobody waits for. Its database closes beside the next one's, if that is wanted meanwhile. */
  private rest(): void {
    const { worker } = this
    if (worker === null || this.asked.size > 0) return
    this.worker = null
    this.lastStart = Number.NEGATIVE_INFINITY
    worker.postMessage({ id: 0, kind: 'close' })
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
