import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from '../scripts/bundle.mjs'
import { say } from '../scripts/steps.mjs'
import { startChainboard, WITH_PAGES } from './rooms/peers.mjs'
import { CORE, end, residentMegabytes, startNode } from './rooms/processes.mjs'

const LOAD = fileURLToPath(new URL('rooms/memory-load.mjs', import.meta.url))
const BOARDS = 500
const VISITS = 2_000
const PEOPLE = 300
const ENTRIES = 10_000
const LINGER = 1_000
/** After the last visit, in ms: rooms are looked for every five seconds, and V8 gives memory back slowly. */
const IDLE = 60_000

/**
 * What the whole product holds after many visits to many boards, and while a full class is on a large one. `--without-pages`
 * measures the same server without Next.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: { 'without-pages': { type: 'boolean', default: false } } })
  if (!values['without-pages']) await buildIfNeeded()
  const entry = values['without-pages'] ? undefined : WITH_PAGES
  const bars = [...(await afterVisits(entry)), ...(await fullRoom(entry))]
  for (const { what, measured, bar, holds } of bars) say(`${holds ? '✓' : '✗'} ${what}: ${measured} (${bar})`)
  if (bars.some(({ holds }) => !holds)) process.exitCode = 1
}

async function afterVisits(entry) {
  return withServer({ entry, env: { LIMIT_ROOM_LINGER_MS: String(LINGER) } }, async (running, load) => {
    const { server, port } = running
    const boards = await running.createBoards(BOARDS)
    const before = residentMegabytes(server.pid)
    load.send({ task: 'visit', boards, port, visits: VISITS })
    await once(load, 'message')
    const peak = residentMegabytes(server.pid)
    await new Promise(resolve => setTimeout(resolve, IDLE))
    const after = residentMegabytes(server.pid)
    const resident = await roomsOf(port)
    load.send({ task: 'look for ghosts', boards: boards.slice(0, 50), port })
    const [ghosts] = await once(load, 'message')
    const grown = after - before
    return [
      {
        what: `memory after ${VISITS} visits to ${BOARDS} boards`,
        measured: `${before.toFixed(0)} → ${peak.toFixed(0)} → ${after.toFixed(0)} MB`,
        bar: 'at most 50 MB more',
        holds: grown <= 50,
      },
      {
        what: 'rooms in memory then',
        measured: resident ?? 'the server does not tell',
        bar: 'none',
        holds: resident === null || resident === 0,
      },
      { what: 'people shown who are not there', measured: ghosts, bar: 'none', holds: ghosts === 0 },
    ]
  })
}

async function fullRoom(entry) {
  return withServer({ entry }, async (running, load) => {
    const boards = await running.createBoards(1)
    load.send({ task: 'fill a room', boards, port: running.port, people: PEOPLE, entries: ENTRIES })
    await once(load, 'message')
    const memory = residentMegabytes(running.server.pid)
    return [
      {
        what: `memory with ${PEOPLE} people on a board of 1 MB`,
        measured: `${memory.toFixed(0)} MB`,
        bar: 'at most 300 MB',
        holds: memory <= 300,
      },
    ]
  })
}

async function withServer(options, measure) {
  const running = await startChainboard(options)
  const load = startNode(CORE.load, [LOAD])
  try {
    return await measure(running, load)
  } finally {
    await end(load)
    await running.stop()
  }
}

/** How many rooms the server says that it has in memory. */
async function roomsOf(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  const rooms = /^chainboard_rooms (\d+)/m.exec(await answer.text())
  return rooms === null ? null : Number(rooms[1])
}
