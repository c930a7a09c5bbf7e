import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config'
import { Api } from './http/api'
import { BoardHandlers } from './http/boards'
import { ExerciseHandlers } from './http/exercises'
import { ImageHandlers } from './http/images'
import { MetricsPage } from './http/metrics-page'
import { Requests } from './http/requests'
import { ThreadHandlers } from './http/threads'
import type { Log } from './log'
import { pacedLog } from './paced-log'
import type { Pages } from './pages'
import type { PrometheusMetrics } from './prometheus'
import { refuseUpgrade } from './refuse-upgrade'
import type { Storage } from './storage/storage'
import { BoardWriter } from './sync/board-writer'
import { Door } from './sync/door'
import { LinkReplacement } from './sync/link-replacement'
import { Rooms } from './sync/rooms'
import { systemClock } from './sync/system-clock'
import { SyncEndpoint } from './sync/upgrade'

/** A slow request is cut off after this, in ms. */
const HEADERS_TIMEOUT = 15_000
const REQUEST_TIMEOUT = 20_000
/** How often slow requests are looked for, in ms: none lasts longer than its timeout and this. */
const TIMEOUTS_CHECKED = 5_000
/** How long a closing server waits for the other side to say goodbye, in ms. */
const FAREWELL = 1_000

export interface RunningServer {
  readonly port: number
  /** Stops accepting, commits what was taken, sends everybody away with "restart", and closes the storage. */
  close(): Promise<void>
}

/** Serves pages, API and sync on one port. Rejects when it cannot listen there. */
export async function startServer(
  config: Config,
  storage: Storage,
  pages: Pages,
  unpacedLog: Log,
  metrics: PrometheusMetrics,
): Promise<RunningServer> {
  const log = pacedLog(unpacedLog, systemClock.now)
  if (storage.walBytes() !== null) metrics.watchWriteAheadLog(() => storage.walBytes() ?? 0)
  const rooms = new Rooms(storage, config.limits, log, systemClock, metrics)
  const door = new Door(storage, rooms, config.limits, log, systemClock)
  const sync = new SyncEndpoint(config, door, metrics, log)
  const replacement = new LinkReplacement(storage, rooms, log, systemClock)
  const boards = new BoardHandlers(config, storage, rooms, replacement)
  const images = new ImageHandlers(config, storage, rooms)
  const threads = new ThreadHandlers(config, storage, rooms, new BoardWriter(rooms, log, systemClock))
  const exercises = new ExerciseHandlers(config, storage)
  const api = new Api(boards, images, threads, exercises, storage, rooms, config, log)

  const answerers = { api, pages, metricsPage: new MetricsPage(config, metrics) }
  const requests = new Requests(config, answerers, metrics, log, systemClock.now)

  const http = createServer({
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: TIMEOUTS_CHECKED,
  })
  http.on('request', (request, response) => void requests.serve(request, response))
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (sync.take(request, socket, head) || pages.upgrade(request, socket, head)) return
    refuseUpgrade(socket, '404 Not Found')
  })

  const port = await listen(http, config)
  return {
    port,
    async close() {
      const closed = new Promise<void>(resolve => http.close(() => resolve()))
      replacement.close()
      await rooms.close()
      const farewell = setTimeout(() => {
        sync.terminate()
        http.closeAllConnections()
      }, FAREWELL)
      http.closeIdleConnections()
      await closed
      clearTimeout(farewell)
      await pages.close()
      await storage.close()
    },
  }
}

function listen(http: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      const address = http.address() as AddressInfo // a server on a port has no other kind
      resolve(address.port)
    })
  })
}
