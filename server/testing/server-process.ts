import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** How a process ended: its exit code, or the signal that ended it, and what it had said on the standard error. */
interface Ending {
  readonly code: number | NodeJS.Signals | null
  readonly errors: string
}

/** A server in a process of its own. */
export interface ServerProcess {
  /** The port, once it serves; rejects with what it said when it ends before. */
  readonly port: Promise<number>
  readonly ended: Promise<Ending>
  /** What it has said on the standard error until now. */
  errors(): string
  kill(): void
  stop(): void
  readonly pid: number
}

export interface ServerBundle {
  /** Starts it, on a free port unless `env` says another; `before` is a command that runs it, for instance strace. */
  start(env: Record<string, string>, before?: readonly string[]): ServerProcess
  remove(): void
}

const SERVER = fileURLToPath(new URL('..', import.meta.url))

/** The server as it is shipped, in one file and its thread's, so that a process starts fast; it shows no pages. */
export async function bundleServer(serverDirectory = SERVER): Promise<ServerBundle> {
  const { program, remove } = await bundleProgram('testing/serve-without-pages.ts', serverDirectory)
  return { start: (env, before = []) => startProcess([...before, process.execPath, program], env), remove }
}

/** A program of the server's in one file and its thread's. */
export async function bundleProgram(
  source: string,
  serverDirectory = SERVER,
): Promise<{ program: string; remove(): void }> {
  // Inside the repository, so that its packages are found.
  const cache = join(serverDirectory, '../node_modules/.cache/')
  mkdirSync(cache, { recursive: true })
  const outdir = mkdtempSync(cache)
  await build({
    entryPoints: {
      index: join(serverDirectory, source),
      'sqlite-worker': join(serverDirectory, 'storage/sqlite-worker.js'),
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return {
    program: join(outdir, 'index.js'),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  }
}

function startProcess(
  [program = '', ...args]: readonly string[],
  env: Record<string, string>,
): ServerProcess {
  const child = spawn(program, args, { env: { ...process.env, PORT: '0', ...env }, stdio: 'pipe' })
  let errors = ''
  child.stderr.on('data', data => {
    errors += data
  })
  const ended = new Promise<Ending>(resolve => {
    child.on('close', (code, signal) => resolve({ code: code ?? signal, errors }))
  })
  const port = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', data => {
      const ready = /ready on http:\/\/localhost:(\d+)/.exec(String(data))
      if (ready) resolve(Number(ready[1]))
    })
    child.on('close', () => reject(new Error(errors)))
  })
  port.catch(() => {}) // tests that expect an end look at `ended`
  return {
    port,
    ended,
    errors: () => errors,
    kill: () => child.kill('SIGKILL'),
    stop: () => child.kill('SIGTERM'),
    pid: child.pid ?? 0, // it has one, or `ended` tells
  }
}
