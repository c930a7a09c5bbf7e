import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config'
import { Api } from './http/api'
import { BoardHandlers } from './http/boards'
import { MetricsPage } from './http/metrics-page'
import { PAGE_METHODS, removeInternalHeaders } from './http/page-request'
import { routeClass } from './http/route-class'
import { secure } from './http/security-headers'
import type { Log } from './log'
import { pacedLog } from './paced-log'
import type { Pages } from './pages'
import type { PrometheusMetrics } from './prometheus'
import type { Storage } from './storage/storage'
import { Door } from './sync/door'
import { Rooms } from './sync/rooms'
import { systemClock } from './sync/system-clock'
import { SyncEndpoint } from './sync/upgrade'

/** A slow request is cut off after this, in ms. */
const HEADERS_TIMEOUT = 15_000
const REQUEST_TIMEOUT = 30_000
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
  const rooms = new Rooms(storage, config.limits, log, systemClock, metrics)
  const sync = new SyncEndpoint(
    config,
    new Door(storage, rooms, config.limits, log, systemClock),
    metrics,
    log,
  )
  const api = new Api(new BoardHandlers(config, storage, rooms), storage, config, log)

  const metricsPage = new MetricsPage(config, metrics)

  const http = createServer({ headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT })
  http.on('request', (request, response) => void serve(request, response))
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (sync.take(request, socket, head) || pages.upgrade(request, socket, head)) return
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    response.once('finish', () => metrics.answered(routeClass(path), response.statusCode))
    secure(request, response, path, config)
    if (!path.startsWith('/') || !isReadable(path)) {
      // Requests for other servers' addresses are for proxies, and this is none.
      response.writeHead(400).end()
      return
    }
    if (await metricsPage.take(request, response, path)) return
    if (await api.take(request, response, path)) return
    if (!PAGE_METHODS.includes(request.method ?? '')) {
      response.writeHead(405, { Allow: PAGE_METHODS.join(', ') }).end()
      return
    }
    removeInternalHeaders(request)
    try {
      await pages.handle(request, response)
    } catch (error) {
      log.error('a page failed', { path, error })
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }

  const port = await listen(http, config)
  return {
    port,
    async close() {
      const closed = new Promise<void>(resolve => http.close(() => resolve()))
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

/** Whether the percent signs of a path stand for UTF-8. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
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
