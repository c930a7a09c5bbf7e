import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

/** A server has the first core for itself, the load another one, where there are two. */
export const CORE = { server: 0, load: cpus().length > 1 ? 1 : 0 }

/** Loaded into every server: answers how long its event loop was blocked. */
const LOOP_PROBE = fileURLToPath(new URL('loop-probe.mjs', import.meta.url))
/** A process that has not ended by itself is ended after this, in ms. */
const PATIENCE = 6_000
/** The unit of the times in /proc, in seconds: the same on every Linux. */
const CLOCK_TICK = 1 / 100

/** Starts a Node process on one core, with messages to and from it. */
export function startNode(core, args, env = {}) {
  const pinned = process.platform === 'linux' ? ['taskset', '-c', String(core)] : []
  const [program, ...rest] = [...pinned, process.execPath, ...args]
  return spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced', // JSON has no infinity
  })
}

/** Starts a server on its core; resolves when its port answers. */
export async function startServer(args, port, env) {
  const server = startNode(CORE.server, ['--import', LOOP_PROBE, ...args], env)
  let ended = false
  server.once('exit', () => {
    ended = true
  })
  while (!(await answers(port))) {
    if (ended) throw new Error(`The server did not start: ${args.join(' ')}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return server
}

async function answers(port) {
  try {
    await fetch(`http://127.0.0.1:${port}/healthz`)
    return true
  } catch {
    return false
  }
}

/** Ends a process, politely and then not. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
  await ended
  clearTimeout(giveUp)
}

/** Seconds of CPU that a process with all its threads and its ended children has used. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [utime, stime, cutime, cstime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number)
  return (utime + stime + cutime + cstime) * CLOCK_TICK
}

/** Memory of a process that is in RAM, in MB. */
export function residentMegabytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kilobytes) / 1024
}

/** The longest time since the last call that a server's event loop did not turn, in ms; null when it does not say. */
export function longestBlock(server) {
  return new Promise(resolve => {
    const giveUp = setTimeout(() => resolve(null), PATIENCE)
    server.once('message', ({ longestBlock }) => {
      clearTimeout(giveUp)
      resolve(longestBlock)
    })
    server.send({ loopProbe: 'take' })
  })
}
