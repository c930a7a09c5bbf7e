import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port'

/** A server of a test's own, which the test may kill and start again on the same data. */
export interface OwnServer {
  readonly url: string
  readonly dataDir: string
  /** Starts it and resolves when it answers. */
  start(): Promise<void>
  /** SIGTERM: everything is saved first. */
  stop(): Promise<void>
  /** SIGKILL: no warning, no flushing. */
  crash(): Promise<void>
  /** Stops it and removes its data. */
  dispose(): Promise<void>
}

/** @param settings - environment variables of its own */
export async function ownServer(settings: Record<string, string> = {}): Promise<OwnServer> {
  const port = await freePort()
  const dataDir = await mkdtemp(join(tmpdir(), 'chainboard-e2e-'))
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null

  const stop = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
    child = null
  }

  return {
    url,
    dataDir,
    async start() {
      const started = spawn(process.execPath, ['dist/server/index.js'], {
        env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: 'production', ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child = started
      for await (const line of createInterface({ input: started.stdout })) {
        if (line.includes('is ready')) return
      }
      throw new Error('the server ended before it was ready')
    },
    stop: () => stop('SIGTERM'),
    crash: () => stop('SIGKILL'),
    async dispose() {
      await stop('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
