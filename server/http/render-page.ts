import { once } from 'node:events'
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { Pages } from '../pages'
import { tellNonce } from './page-nonce'

/** How long a page may take, in ms. */
const PATIENCE = 10_000

export interface RenderedPage {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly text: string
}

/** What the pages answer to a GET of `path` whose answer has this nonce, asked from inside this process. Rejects when they fail. */
export async function renderPage(pages: Pages, path: string, nonce: string): Promise<RenderedPage> {
  const chunks: Buffer[] = []
  const wire = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  }) as Socket // it does all that a request and a response want of a socket

  const request = new IncomingMessage(wire)
  // An answer of HTTP/1.0 is one head and one body, and nothing between them.
  Object.assign(request, {
    method: 'GET',
    url: path,
    httpVersionMajor: 1,
    httpVersionMinor: 0,
    complete: true,
  })
  request.headers.host = 'localhost'
  tellNonce(request, nonce)
  request.push(null)

  const response = new ServerResponse(request)
  response.assignSocket(wire)
  wire.on('drain', () => response.emit('drain')) // as a server does for its sockets
  const finished = once(response, 'finish', { signal: AbortSignal.timeout(PATIENCE) })
  await Promise.all([pages.handle(request, response), finished])
  const answer = Buffer.concat(chunks).toString()
  const text = answer.slice(answer.indexOf('\r\n\r\n') + 4)
  return { status: response.statusCode, headers: response.getHeaders(), text }
}
