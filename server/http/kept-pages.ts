import { randomBytes } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { BOARD_ID } from '@/lib/protocol'
import type { Pages } from '../pages'
import { newNonce, toldNonce } from './page-nonce'
import { acceptsGzip } from './page-request'
import { type RenderedPage, renderPage } from './render-page'

/** A page as it was rendered once, cut at the places where each answer has its own nonce and its own board's id. */
interface KeptPage {
  readonly headers: OutgoingHttpHeaders
  readonly pieces: readonly string[]
  /** What stands among the pieces for the nonce, and for the board's id. */
  readonly marks: Marks
}

interface Marks {
  readonly nonce: string
  readonly boardId: string
}

const BOARD_PATH = /^\/b\/([^/]+)$/
/** Headers by which Next's own scripts ask for a part of a page. */
const ASKS_FOR_PART = /^(?:rsc$|next-)/
/** What belongs to one answer and its connection; `link` repeats what stands in the page's head, with its nonce. */
const OF_ONE_ANSWER = [
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'link',
  'transfer-encoding',
]

const zip = promisify(gzip)

/**
 * Pages of which the start page and that of a board are rendered once. Nothing in their text depends on who asks, but for the
 * nonce of the answer and the board's id, and these are put into what is kept. Everything else is rendered when it is asked for.
 */
export function keptPages(pages: Pages): Pages {
  const kept = new Map<string, Promise<KeptPage | null>>()

  const find = (folder: string): Promise<KeptPage | null> => {
    const page =
      kept.get(folder) ??
      keep(pages, folder).catch(() => {
        kept.delete(folder) // the next request tries again
        return null
      })
    kept.set(folder, page)
    return page
  }

  return {
    upgrade: (request, socket, head) => pages.upgrade(request, socket, head),
    close: () => pages.close(),
    async handle(request, response) {
      const place = placeOf(request)
      const page = place === null ? null : await find(place.folder)
      if (place === null || page === null) await pages.handle(request, response)
      else await send(page, { nonce: toldNonce(request), boardId: place.boardId }, request, response)
    },
  }
}

/** Which kept page a request asks for: all of it, and in no other spelling; null when none. */
function placeOf({ url = '', headers }: IncomingMessage): { folder: string; boardId: string } | null {
  if (Object.keys(headers).some(name => ASKS_FOR_PART.test(name))) return null
  if (url === '/') return { folder: '/', boardId: '' }
  const boardId = BOARD_PATH.exec(url)?.[1] ?? ''
  return BOARD_ID.test(boardId) ? { folder: '/b/', boardId } : null
}

/** Renders a page with marks of our own in the place of nonce and id; null when the pages do not do as expected. */
async function keep(pages: Pages, folder: string): Promise<KeptPage | null> {
  // As long as what they stand for: Next writes lengths into its pages.
  const marks = { nonce: newNonce(), boardId: randomBytes(16).toString('base64url') }
  const path = folder === '/' ? folder : folder + marks.boardId
  const { status, headers, text }: RenderedPage = await renderPage(pages, path, marks.nonce)
  const pieces = text.split(new RegExp(`(${marks.nonce}|${marks.boardId})`))
  return status === 200 && pieces.includes(marks.nonce) ? { headers, pieces, marks } : null
}

async function send(
  { headers, pieces, marks }: KeptPage,
  own: Marks,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fill = (piece: string): string =>
    piece === marks.nonce ? own.nonce : piece === marks.boardId ? own.boardId : piece
  const text = pieces.map(fill).join('')
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_ONE_ANSWER.includes(name) && !response.hasHeader(name))
      response.setHeader(name, value)
  }
  const isZipped = acceptsGzip(request)
  const body = isZipped ? await zip(text) : Buffer.from(text)
  if (isZipped) response.setHeader('Content-Encoding', 'gzip')
  response.setHeader('Content-Length', body.length)
  response.end(body)
}
