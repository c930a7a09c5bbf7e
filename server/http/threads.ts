import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Doc } from 'yjs'
import {
  addMessage,
  addThread,
  deleteMessage,
  editMessage,
  isId,
  MAX_MESSAGE,
  MAX_MESSAGES,
  MAX_THREADS,
  setResolved,
  type ThreadRefusal,
} from '@/lib/board'
import { mayWrite } from '@/lib/protocol'
import { AddressBuckets } from '../address-buckets'
import type { Config } from '../config'
import { addressGroup } from '../origin'
import type { Storage } from '../storage/storage'
import type { BoardWriter } from '../sync/board-writer'
import type { Visitor } from '../sync/connection'
import { whoIs } from '../sync/door'
import type { Rooms } from '../sync/rooms'
import { type Answer, HttpError, readJsonBody } from './answer'
import { authorise, linksOf } from './board-access'
import { readComment, readPlace, readResolution } from './thread-requests'

/** Where a participant's token rides: as the third subprotocol does on a connection. */
const TOKEN_HEADER = 'chainboard-participant'
/** What a thread or a message takes in the document beside its text, at most: ids, names, mentions, place. */
const BYTES_BESIDE_TEXT = 8_192

/** Who writes, at which time (ms). */
interface Writing extends Visitor {
  readonly at: number
}

/**
 * The comments of boards. Nobody but the server writes them into the document: it puts on them who wrote, as far as a participant's
 * token shows it, and when. Ids may come from whoever asks, so that a request whose answer was lost can be sent again.
 */
export class ThreadHandlers {
  private readonly allowances: AddressBuckets

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
    private readonly rooms: Rooms,
    private readonly writer: BoardWriter,
  ) {
    this.allowances = new AddressBuckets(config.limits.commentsPerMinute)
  }

  /** `POST /api/boards/<id>/threads {id?, x, y, anchor?, message: {id?, name, text, mentions?}}` → 201 `{id, message}`. */
  async begin(request: IncomingMessage, boardId: string): Promise<Answer> {
    const body = await this.open(request, boardId)
    const id = readNewId(body.id)
    const place = readPlace(body)
    const comment = this.readComment(body.message)
    await this.write(request, boardId, (doc, { participant: by, at }) =>
      addThread(doc, id, place, { ...comment, by, at }, Math.min(this.config.limits.threads, MAX_THREADS)),
    )
    return { status: 201, body: { id, message: comment.id } }
  }

  /** `POST /api/boards/<id>/threads/<thread>/messages {id?, name, text, mentions?}` → 201 `{id, message}`. */
  async reply(request: IncomingMessage, boardId: string, thread: string): Promise<Answer> {
    const comment = this.readComment(await this.open(request, boardId))
    const most = Math.min(this.config.limits.threadMessages, MAX_MESSAGES)
    await this.write(request, boardId, (doc, { participant: by, at }) =>
      addMessage(doc, thread, { ...comment, by, at }, most),
    )
    return { status: 201, body: { id: thread, message: comment.id } }
  }

  /** `PATCH /api/boards/<id>/threads/<thread> {resolved, name}` → `{id}`: resolves it, or opens it again. */
  async resolve(request: IncomingMessage, boardId: string, thread: string): Promise<Answer> {
    const { isResolved, name } = readResolution(await this.open(request, boardId))
    await this.write(request, boardId, (doc, { participant: by, at }) =>
      setResolved(doc, thread, isResolved ? { by, name, at } : null),
    )
    return { status: 200, body: { id: thread } }
  }

  /** `PATCH /api/boards/<id>/threads/<thread>/messages/<message> {text, mentions?}` → `{id, message}`, for its author. */
  async change(request: IncomingMessage, boardId: string, thread: string, message: string): Promise<Answer> {
    const { text, mentions } = this.readComment(await this.open(request, boardId))
    await this.write(request, boardId, (doc, { participant: by, at, named }) =>
      named ? editMessage(doc, thread, message, { by, text, mentions, at }) : 'not yours',
    )
    return { status: 200, body: { id: thread, message } }
  }

  /** `DELETE /api/boards/<id>/threads/<thread>/messages/<message>` → `{id, message}`, for its author and the board's owner. */
  async remove(request: IncomingMessage, boardId: string, thread: string, message: string): Promise<Answer> {
    await this.admit(request, boardId)
    await this.write(request, boardId, (doc, { participant, role, named }) =>
      deleteMessage(doc, thread, message, { by: named ? participant : null, isOwner: role === 'owner' }),
    )
    return { status: 200, body: { id: thread, message } }
  }

  /** The body of a request by somebody who may comment. */
  private async open(request: IncomingMessage, boardId: string): Promise<Record<string, unknown>> {
    await this.admit(request, boardId)
    const body = await readJsonBody(request, this.config.limits.bodyBytes)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
    throw new HttpError(400, 'bad_request', 'The body must be a JSON object.')
  }

  /** Throws unless whoever asks may comment on the board now, and the board can take comments. */
  private async admit(request: IncomingMessage, boardId: string): Promise<void> {
    await this.identify(request, boardId)
    if (!this.allowances.take(addressGroup(request, this.config), Date.now())) {
      const message = 'Too many comments came from this address. Try again in a minute.'
      throw new HttpError(429, 'too_many_comments', message, { 'Retry-After': '60' })
    }
    const { storageState } = this.rooms
    if (storageState !== 'ok') throw notSaved(storageState === 'full')
  }

  private async identify(request: IncomingMessage, boardId: string): Promise<Visitor> {
    const { role, secret } = authorise(request, await linksOf(this.storage, boardId))
    if (!mayWrite(role, 'annotations'))
      throw new HttpError(403, 'read_only', 'A viewer link lets you read comments, not write them.')
    const token = request.headers[TOKEN_HEADER]
    return whoIs(boardId, role, secret, typeof token === 'string' ? token : '')
  }

  private readComment(raw: unknown) {
    const { id, ...comment } = readComment(raw, Math.min(this.config.limits.commentCharacters, MAX_MESSAGE))
    return { id: readNewId(id), ...comment }
  }

  private async write(
    request: IncomingMessage,
    boardId: string,
    change: (doc: Doc, writing: Writing) => ThreadRefusal | null,
  ): Promise<void> {
    let refusal: ThreadRefusal | null = null
    const end = await this.writer.write(boardId, async () => {
      // The body came slowly, perhaps, and the board had to be loaded: the link may have been replaced meanwhile.
      const visitor = await this.identify(request, boardId)
      return {
        participant: visitor.participant,
        bytes: 4 * this.config.limits.commentCharacters + BYTES_BESIDE_TEXT,
        apply: doc => {
          refusal = change(doc, { ...visitor, at: Date.now() })
        },
      }
    })
    if (end === 'full')
      throw new HttpError(413, 'board_full', 'The board is full and takes no more comments.')
    if (end !== 'saved') throw notSaved(false)
    if (refusal !== null) throw inWords(refusal)
  }
}

function readNewId(id: unknown): string {
  if (id === undefined) return randomBytes(12).toString('hex')
  if (isId(id)) return id
  throw new HttpError(400, 'bad_request', 'An id has 1 to 48 letters, digits and hyphens.')
}

function notSaved(isFull: boolean): HttpError {
  if (isFull) return new HttpError(507, 'storage_full', 'The server’s storage is full. Try again later.')
  const message = 'The server cannot say yet that this is saved. Send it again in a moment.'
  return new HttpError(503, 'storage_unavailable', message, { 'Retry-After': '5' })
}

function inWords(refusal: ThreadRefusal): HttpError {
  switch (refusal) {
    case 'no such thread':
      return new HttpError(404, 'no_such_thread', 'This thread is not on the board any more.')
    case 'no such message':
      return new HttpError(404, 'no_such_message', 'This comment is not on the board any more.')
    case 'not yours':
      return new HttpError(403, 'not_yours', 'Somebody else wrote this comment.')
    case 'too many threads':
      return new HttpError(413, 'too_many_threads', 'This board has no room for more threads of comments.')
    case 'too many messages':
      return new HttpError(413, 'too_many_messages', 'This thread has no room for more comments.')
    case 'taken':
      return new HttpError(409, 'taken', 'There is another comment of this id.')
  }
}
