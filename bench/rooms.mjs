import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { say } from '../scripts/steps.mjs'
import { installPeers } from './install.mjs'
import { barsOf } from './rooms/bars.mjs'
import { PEERS } from './rooms/peers.mjs'
import { CORE, end, longestBlock, startNode } from './rooms/processes.mjs'
import { SCENARIOS, scenario } from './rooms/scenarios.mjs'
import { showCell, showHeading } from './rooms/table.mjs'

const LOAD = fileURLToPath(new URL('rooms/load.mjs', import.meta.url))
/** Until what is called often is compiled, in s. */
const WARM_UP = 6
/** A cell that has not ended by then has failed, in s beyond its own time. */
const PATIENCE = 150

/**
 * The same people on four servers, one after the other: each cell has a fresh server on one core and the load on another. Ours
 * runs as it is served, with storage on the disk, guard and limits; the peers store nothing. With `--profile <directory>` the
 * servers leave CPU profiles there.
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: Object.keys(SCENARIOS).join() },
      peers: { type: 'string', default: Object.keys(PEERS).join() },
      seconds: { type: 'string', default: '10' },
      profile: { type: 'string' },
    },
  })
  await installPeers()
  const results = {}
  for (const name of values.only.split(',')) {
    showHeading(scenario(name))
    results[name] = {}
    for (const peer of values.peers.split(',')) {
      const result = await measureCell(scenario(name), PEERS[peer], values)
      results[name][peer] = result
      showCell(PEERS[peer].words, result, results[name].chainboard)
    }
  }
  const bars = barsOf(results)
  say('')
  for (const { what, measured, bar, holds } of bars) say(`${holds ? '✓' : '✗'} ${what}: ${measured} (${bar})`)
  if (bars.some(({ holds }) => !holds)) process.exitCode = 1
}

async function measureCell(scenario, peer, { seconds: duration, profile }) {
  const seconds = Number(duration)
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const { server, port, createBoards, stop } = await peer.start({ nodeArgs })
  const load = startNode(CORE.load, [LOAD])
  try {
    const boards = await createBoards(scenario.rooms)
    await longestBlock(server)
    const answer = once(load, 'message')
    const warmUp = Math.min(WARM_UP, seconds)
    load.send({
      scenario,
      boards,
      peer: { dialect: peer.dialect, port },
      server: server.pid,
      warmUp,
      seconds,
    })
    const patience = (seconds + warmUp + PATIENCE) * 1_000
    const giveUp = setTimeout(() => load.kill('SIGKILL'), patience)
    const result = await Promise.race([
      answer.then(([message]) => message),
      once(load, 'exit').then(() => ({ failed: 'the load gave no answer' })),
    ])
    clearTimeout(giveUp)
    return { ...result, blocked: await longestBlock(server) }
  } finally {
    await end(load)
    await stop()
  }
}
