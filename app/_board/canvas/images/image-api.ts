import { IMAGE_TYPES, type ImageType } from '@/lib/board'
import type { BoardLink } from '../../board-scope'
import { type Answer, ask, field, NO_ANSWER, read, refusalOf } from '../../browser/api'

/** An image as the server keeps it. */
export interface StoredImage {
  readonly hash: string
  readonly type: ImageType
}

/** So long an image may take on its way, in ms: 8 MB over a slow line. */
const PATIENCE = 180_000

/** Puts an image among those of a board; the same one as often as one likes. */
export async function sendImage({ boardId, secret }: BoardLink, image: Blob): Promise<Answer<StoredImage>> {
  const answer = await ask('POST', `/api/boards/${boardId}/images`, {
    secret,
    body: image,
    patience: PATIENCE,
  })
  return read(answer, value => {
    const hash = field(value, 'hash')
    const type = IMAGE_TYPES.find(each => each === field(value, 'type'))
    return typeof hash === 'string' && type !== undefined ? { hash, type } : null
  })
}

/** An image of a board. Its type is one of ours, whatever an answer calls it. */
export async function fetchImage({ boardId, secret }: BoardLink, hash: string): Promise<Answer<Blob>> {
  try {
    const response = await fetch(`/api/boards/${boardId}/images/${hash}`, {
      headers: { Authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!response.ok) return await refusalOf(response)
    const type = IMAGE_TYPES.find(each => each === response.headers.get('Content-Type'))
    return { ok: true, value: new Blob([await response.arrayBuffer()], { type }) }
  } catch {
    return NO_ANSWER
  }
}
