import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository, with a slash at its end. Every step runs in it. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const LINES_OF_A_FAILURE = 30

/** A step that failed: what to do about it in the message, what it printed in `output`. */
export class StepError extends Error {
  constructor(message, output) {
    super(message)
    this.output = output
  }
}

/** Says in one line what begins now. */
export const say = line => console.log(line)

/** The command of an installed package, for instance `tool('next', 'build')`: `[program, ...arguments]`. */
export function tool(name, ...args) {
  const program = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
  return [program, ...args]
}

/** npm itself: the one that runs this script, else the one on the path. */
export function npm(...args) {
  const running = process.env.npm_execpath
  return running && /npm-cli\.[cm]?js$/.test(running) && existsSync(running)
    ? [process.execPath, running, ...args]
    : ['npm', ...args]
}

/**
 * Runs a command and waits for it; `show` also prints its output as it comes.
 * A command that outlives `minutes` is stopped and counts as failed.
 * @param {string[]} command
 * @param {{ env?: Record<string, string>, show?: boolean, minutes?: number }} [options]
 * @returns {Promise<{ passed: boolean, output: string }>}
 */
export function run([program, ...args], { env = {}, show = false, minutes = 15 } = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      timeout: minutes * 60_000,
    })
    let output = ''
    const keep = text => {
      output += text
      if (show) process.stdout.write(text)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', error => resolve({ passed: false, output: `${program}: ${error.message}` }))
    child.on('close', (code, signal) => {
      if (signal) keep(`\n${program} was stopped by ${signal}, perhaps after its ${minutes} minutes.\n`)
      resolve({ passed: code === 0, output })
    })
  })
}

/** Runs a command that must succeed; `advice` says what to do when it does not. */
export async function mustRun(command, advice, options) {
  const { passed, output } = await run(command, options)
  if (!passed) throw new StepError(advice, output)
}

/** The end of a long output. */
export const tail = output => output.trimEnd().split('\n').slice(-LINES_OF_A_FAILURE).join('\n')

/** Runs a whole command; a step that fails ends it with the end of its output, one sentence and exit code 1. */
export async function runCommand(body) {
  try {
    await body()
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    if (error.output) console.error(`${tail(error.output)}\n`)
    console.error(error.message)
    process.exitCode = 1
  }
}
