import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './steps.mjs'

const PARENT_CHECK_MS = 250

/** Runs a server until it ends: passes signals on to it, and ends as it ended. */
export function serve(args, env) {
  const server = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  process.on('SIGINT', () => {
    // A terminal sends Ctrl-C to the server as well; a second one would cut its shutdown short.
    if (!process.stdin.isTTY) server.kill('SIGINT')
  })
  stopWithParent(() => server.kill('SIGTERM'))
  server.on('error', error => {
    console.error(`The server could not be started: ${error.message}.`)
    process.exit(1)
  })
  server.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

/** npm runs us through a shell that dies of a signal without passing it on; the death of that shell is our signal then. */
function stopWithParent(stop) {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && stop(), PARENT_CHECK_MS).unref()
}
