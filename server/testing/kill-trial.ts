import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { encodeStep2, type Message } from '@/lib/protocol'
import { RawClient } from './raw-client'
import type { ServerBundle, ServerProcess } from './server-process'

/** What one kill did. */
export interface Round {
  readonly signal: 'SIGKILL' | 'SIGTERM'
  /** How many edits were made, acknowledged, and seen by somebody else. */
  readonly made: number
  readonly acknowledged: number
  readonly seen: number
  /** Those of them that the server does not have afterwards; `lost` after their authors came back. */
  readonly acknowledgedLost: number
  readonly seenLost: number
  readonly lost: number
  /** From the signal to the end of the process, and from there until a board is served again, in ms. */
  readonly endedAfter: number
  readonly backAfter: number
  readonly exitCode: number | NodeJS.Signals | null
}

interface Options {
  readonly editors: number
  /** Between two edits of an editor, in ms. */
  readonly pace: number
  /** When the signal comes, in ms after the editors began. */
  readonly moment: () => number
  /** What the server runs on, where it is not a data directory. */
  readonly env?: Record<string, string>
}

interface Editor {
  readonly client: RawClient
  readonly keys: string[]
}

/** One board on a server that is killed again and again under load, always on the same data. */
export class KillTrial {
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'chainboard-kill-'))
  private edits = 0

  private constructor(
    private readonly bundle: ServerBundle,
    private readonly options: Options,
  ) {}

  private server!: ServerProcess // `begin` sets both before anybody gets the trial
  private board!: { readonly id: string; readonly secret: string }

  static async begin(bundle: ServerBundle, options: Options): Promise<KillTrial> {
    const trial = new KillTrial(bundle, options)
    trial.server = trial.start()
    trial.board = await createBoard(await trial.server.port)
    return trial
  }

  /** Loads the server, ends it with this signal, starts it again, and looks at what it has. */
  async round(signal: Round['signal']): Promise<Round> {
    const editors: Editor[] = []
    for (let i = 0; i < this.options.editors; i++) editors.push({ client: await this.join(i), keys: [] })
    const observer = await this.join('observer')
    const stopEditing = this.edit(editors)
    await delay(this.options.moment())

    const signalled = performance.now()
    if (signal === 'SIGKILL') this.server.kill()
    else this.server.stop()
    const { code } = await this.server.ended
    const ended = performance.now()
    stopEditing()
    await Promise.all([...editors.map(({ client }) => client.closed), observer.closed])

    this.server = this.start()
    const reader = await this.join('reader')
    const backAfter = performance.now() - ended
    const missing = (keys: readonly string[]) => keys.filter(key => !hasKey(reader, key)).length
    const made = editors.flatMap(({ keys }) => keys)
    const acknowledged = editors.flatMap(({ client, keys }) => keys.slice(0, lastSaved(client)))
    const seen = made.filter(key => hasKey(observer, key))
    const [acknowledgedLost, seenLost] = [missing(acknowledged), missing(seen)]
    await this.bringBack(editors)
    await reader.close()
    const later = await this.join('reader')
    const lost = made.filter(key => !hasKey(later, key)).length
    await later.close()
    return {
      signal,
      made: made.length,
      acknowledged: acknowledged.length,
      seen: seen.length,
      acknowledgedLost,
      seenLost,
      lost,
      endedAfter: ended - signalled,
      backAfter,
      exitCode: code,
    }
  }

  async end(): Promise<void> {
    this.server.stop()
    await this.server.ended
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  private start(): ServerProcess {
    return this.bundle.start({ DATA_DIR: this.dataDir, ...this.options.env })
  }

  /** Somebody on the board, who has it whole. The same name is the same participant. */
  private async join(name: string | number): Promise<RawClient> {
    const { id, secret } = this.board
    const token = `the-token-of-participant-${name}`
    const client = new RawClient(`ws://localhost:${await this.server.port}/sync/${id}`, [secret, token])
    await client.sync()
    return client
  }

  /** Has the editors edit, each change under a key of its own, until the returned function is called. */
  private edit(editors: readonly Editor[]): () => void {
    const timers = editors.map(({ client, keys }) =>
      setInterval(() => {
        const key = `edit ${++this.edits}`
        client.edit(doc => doc.getMap('model').set(key, this.edits))
        keys.push(key)
      }, this.options.pace),
    )
    return () => timers.forEach(clearInterval)
  }

  /** The editors come back, as browsers do, with all that they have. */
  private async bringBack(editors: readonly Editor[]): Promise<void> {
    for (const [i, { client }] of editors.entries()) {
      const again = await this.join(i)
      again.send(encodeStep2(Y.encodeStateAsUpdate(client.doc)))
      await again.hear('saved')
      await again.close()
    }
  }
}

async function createBoard(port: number): Promise<{ id: string; secret: string }> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`http://localhost:${port}/api/boards`, { method: 'POST', headers, body: '{}' })
  const { id, links } = (await response.json()) as { id: string; links: { editor: string } } // our own answer
  return { id, secret: links.editor.split('#')[1] ?? '' }
}

const hasKey = ({ doc }: RawClient, key: string): boolean => doc.getMap('model').has(key)

const lastSaved = ({ heard }: RawClient): number =>
  heard.reduce((last: number, message: Message) => (message.kind === 'saved' ? message.count : last), 0)
