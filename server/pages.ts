import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { Config } from './config'
import { keptAssets } from './http/kept-assets'
import { keptPages } from './http/kept-pages'

/** What shows the pages. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Takes an upgrade if it is one of the pages' own; false leaves the socket alone. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): Promise<void>
}

/** The pages through Next. */
export async function openPages({ dev, host, port }: Config): Promise<Pages> {
  // Next hangs upgrades of paths that it does not know for ever, so it listens on a server that never does.
  const shadow = createServer()
  const { default: next } = await import('next')
  const app = next({ dev, hostname: host ?? 'localhost', port, httpServer: shadow })
  await app.prepare()
  const handler = app.getRequestHandler()
  const pages: Pages = {
    handle: (request, response) => handler(request, response),
    upgrade: (request, socket, head) =>
      dev && (request.url ?? '').startsWith('/_next/') && shadow.emit('upgrade', request, socket, head),
    close: () => app.close(),
  }
  return dev ? pages : keptAssets(keptPages(pages), join('.next', 'static'))
}
