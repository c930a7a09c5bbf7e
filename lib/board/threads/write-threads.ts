import * as Y from 'yjs'
import { threadsOf } from '../schema'
import { messageKey, readThread } from './read-thread'
import type { Author, Message, Thread, ThreadPlace } from './thread'

/*
 * What the server does to the comments of a board (C5–C8): each is one transaction. It gives null when it is done, and also when it had been
 * done before just so, because the answer to a request may have been lost; else it says why nothing was written.
 */

export type ThreadRefusal =
  | 'no such thread'
  | 'no such message'
  | 'not yours'
  | 'too many threads'
  | 'too many messages'
  | 'taken'

/** A message as it is written, with the server's time. */
export type NewMessage = Omit<Message, 'edited'>

/** Begins a thread under `id` with its first message. */
export function addThread(
  doc: Y.Doc,
  id: string,
  { x, y, anchor }: ThreadPlace,
  message: NewMessage,
  most: number,
): ThreadRefusal | null {
  const root = threadsOf(doc)
  if (root.has(id)) {
    const thread = threadAt(doc, id)
    return thread !== null && hasJust(thread, message) ? null : 'taken'
  }
  if (root.size >= most) return 'too many threads'
  const { by, name, at } = message
  const fields = { x, y, by, name, at, ...(anchor !== null && { anchor }) }
  const map = new Y.Map<unknown>(Object.entries(fields))
  map.set(messageKey(message.id), messageRecord(message))
  doc.transact(() => root.set(id, map))
  return null
}

/** Adds a message to a thread, later than all that are there. */
export function addMessage(
  doc: Y.Doc,
  threadId: string,
  message: NewMessage,
  most: number,
): ThreadRefusal | null {
  const thread = threadAt(doc, threadId)
  if (thread === null) return 'no such thread'
  if (thread.messages.some(({ id }) => id === message.id)) return hasJust(thread, message) ? null : 'taken'
  if (thread.messages.length >= most) return 'too many messages'
  // The clock of a server may be put back.
  const last = thread.messages.at(-1)?.at ?? 0
  const at = Math.max(message.at, last + 1)
  write(doc, threadId, messageKey(message.id), messageRecord({ ...message, at }))
  return null
}

/** Calls a thread done, or (null) not done. */
export function setResolved(
  doc: Y.Doc,
  threadId: string,
  resolved: (Author & { readonly at: number }) | null,
): ThreadRefusal | null {
  const thread = threadAt(doc, threadId)
  if (thread === null) return 'no such thread'
  if ((thread.resolved === null) !== (resolved === null)) write(doc, threadId, 'resolved', resolved)
  return null
}

/** Gives a message another text, for its author. */
export function editMessage(
  doc: Y.Doc,
  threadId: string,
  messageId: string,
  change: Pick<Message, 'by' | 'text' | 'mentions' | 'at'>,
): ThreadRefusal | null {
  const message = messageAt(doc, threadId, messageId)
  if (message === null) return 'no such message'
  if (message.by !== change.by) return 'not yours'
  const { text, mentions, at } = change
  if (text === message.text) return null
  write(doc, threadId, messageKey(messageId), {
    ...messageRecord({ ...message, text, mentions }),
    edited: at,
  })
  return null
}

/** Takes a message away, for its author or the board's owner. With its last message a thread goes. */
export function deleteMessage(
  doc: Y.Doc,
  threadId: string,
  messageId: string,
  { by, isOwner }: { readonly by: string | null; readonly isOwner: boolean },
): ThreadRefusal | null {
  const thread = threadAt(doc, threadId)
  const message = messageAt(doc, threadId, messageId)
  if (thread === null || message === null) return 'no such message'
  if (message.by !== by && !isOwner) return 'not yours'
  if (thread.messages.length === 1) doc.transact(() => threadsOf(doc).delete(threadId))
  else doc.transact(() => mapAt(doc, threadId)?.delete(messageKey(messageId)))
  return null
}

function messageRecord({ by, name, at, text, mentions }: NewMessage): object {
  return { by, name, at, text, ...(mentions.length > 0 && { mentions: mentions.map(each => ({ ...each })) }) }
}

/** Whether this very message was written before. */
const hasJust = ({ messages }: Thread, { id, by, text }: NewMessage): boolean =>
  messages.some(message => message.id === id && message.by === by && message.text === text)

const threadAt = (doc: Y.Doc, id: string): Thread | null => readThread(id, threadsOf(doc).get(id)).thread

const messageAt = (doc: Y.Doc, threadId: string, id: string): Message | null =>
  threadAt(doc, threadId)?.messages.find(message => message.id === id) ?? null

function mapAt(doc: Y.Doc, threadId: string): Y.Map<unknown> | null {
  const map = threadsOf(doc).get(threadId)
  return map instanceof Y.Map ? map : null
}

function write(doc: Y.Doc, threadId: string, key: string, value: unknown): void {
  doc.transact(() => mapAt(doc, threadId)?.set(key, value))
}
