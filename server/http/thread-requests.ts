import {
  type Mention,
  readAnchor,
  readCoordinate,
  readMentions,
  readMessageText,
  type ThreadPlace,
} from '@/lib/board'
import { readName } from '@/lib/protocol'
import { HttpError } from './answer'

/*
 * What requests about comments say, read: each gives values that are fit to stand in the document, or throws 400. What a request
 * says of its author's id or of the time is not looked at.
 */

export interface Comment {
  /** As it came; not looked at yet. */
  readonly id: unknown
  readonly name: string
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** A comment of at most so many characters. */
export function readComment(raw: unknown, characters: number): Comment {
  const { id, name, text, mentions } = fieldsOf(raw)
  const read = readMessageText(text)
  if (read === null) throw new HttpError(400, 'no_text', 'A comment needs a text.')
  if (typeof text === 'string' && text.length > characters)
    throw new HttpError(
      413,
      'too_long',
      `A comment may have ${characters} characters; this one has ${text.length}.`,
    )
  const trimmed = read.trim()
  return { id, name: readAuthorName(name), text: trimmed, mentions: readMentions(mentions, trimmed) }
}

export function readPlace(raw: unknown): ThreadPlace {
  const { x, y, anchor = null } = fieldsOf(raw)
  const place = { x: readCoordinate(x), y: readCoordinate(y), anchor: readAnchor(anchor) }
  if (place.x === undefined || place.y === undefined)
    throw new HttpError(400, 'no_place', 'A thread needs a place: x and y, two numbers.')
  if (place.anchor === undefined)
    throw new HttpError(400, 'bad_anchor', 'A thread holds on to a quantity, an annotation or nothing.')
  return { x: place.x, y: place.y, anchor: place.anchor }
}

export function readResolution(raw: unknown): { readonly isResolved: boolean; readonly name: string } {
  const { resolved, name } = fieldsOf(raw)
  if (typeof resolved !== 'boolean')
    throw new HttpError(400, 'bad_request', 'Say whether the thread is resolved: true or false.')
  return { isResolved: resolved, name: readAuthorName(name) }
}

/** What somebody goes by; those who do not say are somebody. */
const readAuthorName = (name: unknown): string => readName(name) || 'Somebody'

function fieldsOf(raw: unknown): Partial<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null ? { ...raw } : {}
}
