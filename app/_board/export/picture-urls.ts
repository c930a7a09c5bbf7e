import { type AnyElement, IMAGE_TYPES } from '@/lib/board'
import type { BoardLink } from '../board-scope'
import { dataUrl } from './data-url'

/** Bytes of all images in one picture of a board. */
const MOST_BYTES = 48 * 1_048_576

/** The images among these elements as `data:` URLs, by hash. One that cannot be fetched is missing, and a placeholder is drawn. */
export async function pictureUrls(
  link: BoardLink | null,
  elements: readonly AnyElement[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Set(elements.flatMap(element => (element.kind === 'image' ? [element.hash] : [])))
  const urls = new Map<string, string>()
  if (link === null) return urls
  let bytes = 0
  for (const hash of hashes) {
    const image = await fetchPicture(link, hash)
    if (image === null || bytes + image.size > MOST_BYTES) continue
    bytes += image.size
    urls.set(hash, await dataUrl(image))
  }
  return urls
}

async function fetchPicture({ boardId, secret }: BoardLink, hash: string): Promise<Blob | null> {
  try {
    const answer = await fetch(`/api/boards/${boardId}/images/${hash}`, {
      headers: { Authorization: `Bearer ${secret}` },
    })
    if (!answer.ok) return null
    const image = await answer.blob()
    return IMAGE_TYPES.some(type => type === image.type) ? image : null
  } catch {
    return null
  }
}
