import type { IncomingMessage } from 'node:http'
import { BOARD_ID, type Role } from '@/lib/protocol'
import { roleOf } from '../links'
import type { Storage, StoredLinks } from '../storage/storage'
import { HttpError } from './answer'

const BEARER = /^Bearer ([A-Za-z0-9_-]+)$/

/** What a request's secret gives on a board. */
export interface Access {
  readonly role: Role
  readonly secret: string
}

/** The links of a board. Throws 404 for an unknown one. */
export async function linksOf(storage: Storage, boardId: string): Promise<StoredLinks> {
  const links = BOARD_ID.test(boardId) ? await storage.findLinks(boardId) : null
  if (links !== null) return links
  throw new HttpError(404, 'no_such_board', 'There is no such board.')
}

/** Which link the request holds. Throws 401 for a secret that does not open the board. */
export function authorise(request: IncomingMessage, links: StoredLinks): Access {
  const secret = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const role = roleOf(secret, links)
  if (role !== null) return { role, secret }
  throw new HttpError(401, 'wrong_secret', 'This link does not open this board.', {
    'WWW-Authenticate': 'Bearer',
  })
}
