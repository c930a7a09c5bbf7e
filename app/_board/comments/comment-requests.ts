import type { Mention, ThreadPlace } from '@/lib/board'
import type { BoardLink } from '../board-scope'
import { type Answer, ask } from '../browser/api'
import { currentPerson } from '../people/person'

/** What somebody says, before it is sent. */
export interface Saying {
  /** Made once for what was typed, so that it can be sent again after an answer was lost. */
  readonly id: string
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** An id for a thread or a message, which nobody else makes. */
export function newCommentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Asks the server to write comments: it alone does. Each resolves to what came of it, in words where nothing did. */
export class CommentRequests {
  constructor(private readonly link: BoardLink) {}

  begin(id: string, place: ThreadPlace, saying: Saying): Promise<Answer<unknown>> {
    return this.ask('POST', '', { id, ...place, message: { ...saying, name: currentPerson().name } })
  }

  reply(threadId: string, saying: Saying): Promise<Answer<unknown>> {
    return this.ask('POST', `/${threadId}/messages`, { ...saying, name: currentPerson().name })
  }

  resolve(threadId: string, resolved: boolean): Promise<Answer<unknown>> {
    return this.ask('PATCH', `/${threadId}`, { resolved, name: currentPerson().name })
  }

  change(threadId: string, { id, text, mentions }: Saying): Promise<Answer<unknown>> {
    return this.ask('PATCH', `/${threadId}/messages/${id}`, { text, mentions })
  }

  remove(threadId: string, messageId: string): Promise<Answer<unknown>> {
    return this.ask('DELETE', `/${threadId}/messages/${messageId}`)
  }

  private ask(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer<unknown>> {
    const { boardId, secret } = this.link
    const asking = { secret, token: currentPerson().token, ...(body && { body }) }
    return ask(method, `/api/boards/${boardId}/threads${path}`, asking)
  }
}
