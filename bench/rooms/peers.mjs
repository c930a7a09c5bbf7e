import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundleServer, SERVER } from '../../scripts/bundle.mjs'
import { MEMORY_ENVIRONMENT, MEMORY_FLAGS } from '../../scripts/memory-flags.mjs'
import { ROOT } from '../../scripts/steps.mjs'
import { end, startServer } from './processes.mjs'

const here = name => fileURLToPath(new URL(name, import.meta.url))

const PORT = 3270
/** One address may do here what many do elsewhere; everything else is as it is served. */
const LIMITS = {
  LIMIT_BOARDS_PER_HOUR: '1000000',
  LIMIT_CONNECTIONS_PER_ADDRESS: '100000',
  LIMIT_CONNECTIONS_PER_MINUTE: '1000000',
  LIMIT_PARTICIPANTS: '5000',
  LIMIT_REQUESTS_PER_MINUTE: '1000000',
}

/** Every server that is measured: how it is started, and how clients find a room of it. */
export const PEERS = {
  chainboard: {
    words: 'Chainboard',
    dialect: 'y-websocket',
    start: startChainboard,
  },
  yws: {
    words: '@y/websocket-server 0.1.5',
    dialect: 'y-websocket',
    start: ({ nodeArgs = [] } = {}) =>
      startPeer(
        nodeArgs,
        [here('../node_modules/@y/websocket-server/src/server.js')],
        PORT + 1,
        path => `/${path}`,
      ),
  },
  hocuspocus: {
    words: 'Hocuspocus 4.7.0',
    dialect: 'hocuspocus',
    start: ({ nodeArgs = [] } = {}) =>
      startPeer(nodeArgs, [here('hocuspocus-server.mjs'), String(PORT + 2)], PORT + 2, () => '/'),
  },
  hocuspocus20: {
    words: 'Hocuspocus, flushDelay 20',
    dialect: 'hocuspocus',
    start: ({ nodeArgs = [] } = {}) =>
      startPeer(nodeArgs, [here('hocuspocus-server.mjs'), String(PORT + 3), '20'], PORT + 3, () => '/'),
  },
}

/** Everybody's boards hold what a new board of ours holds, which our server writes there itself. */
async function newBoard() {
  await build({
    entryPoints: [join(ROOT, 'lib/board/index.ts')],
    bundle: true,
    packages: 'external',
    format: 'esm',
    outfile: NEW_BOARD,
  })
  const { seedUpdate } = await import(pathToFileURL(NEW_BOARD))
  return seedUpdate()
}

async function startPeer(nodeArgs, args, port, pathOf) {
  const server = await startServer([...nodeArgs, ...args], port, { HOST: '127.0.0.1', PORT: String(port) })
  const content = await newBoard()
  const board = i => ({ room: `room-${i}`, path: pathOf(`room-${i}`), editor: [], viewer: [], content })
  return {
    server,
    port,
    createBoards: async count => Array.from({ length: count }, (_, i) => board(i)),
    stop: () => end(server),
  }
}

/**
 * Chainboard with its storage on the disk, its guard and its limits. `entry` is the product with its pages, or the same server
 * without them: no peer serves any. Without a `dataDir` it has one of its own, until it is stopped.
 */
export async function startChainboard({ entry = NO_PAGES, env = {}, nodeArgs = [], dataDir } = {}) {
  if (entry === NO_PAGES) await bundleServer('server/testing/serve-without-pages.ts', dirname(NO_PAGES))
  const data = dataDir ?? (await mkdtemp(join(tmpdir(), 'chainboard-bench-')))
  const server = await startServer([...MEMORY_FLAGS, ...nodeArgs, entry], PORT, {
    ...MEMORY_ENVIRONMENT,
    ...LIMITS,
    ...env,
    HOST: '127.0.0.1',
    PORT: String(PORT),
    DATA_DIR: data,
  })
  return {
    server,
    port: PORT,
    async createBoards(count) {
      const boards = []
      while (boards.length < count) boards.push(await createBoard())
      return boards
    },
    async stop() {
      await end(server)
      if (dataDir === undefined) await rm(data, { recursive: true, force: true })
    },
  }
}

const NEW_BOARD = join(ROOT, 'dist/bench/board.mjs')
const NO_PAGES = 'dist/bench/serve-without-pages.js'
/** The whole product; it has to be built. */
export const WITH_PAGES = SERVER

async function createBoard() {
  const response = await fetch(`http://127.0.0.1:${PORT}/api/boards`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
  const { id, links } = await response.json()
  const offers = role => ['chainboard', links[role].split('#')[1]]
  return { room: id, path: `/sync/${id}`, editor: offers('editor'), viewer: offers('viewer') }
}
