'use client'

import { createContext, useContext } from 'react'
import type { Mention, Thread } from '@/lib/board'
import type { CommentRequests } from './comment-requests'
import type { ReadMarks } from './unread'

/** What every part of the comments needs. */
export interface CommentsScope {
  readonly threads: readonly Thread[]
  readonly requests: CommentRequests
  /** My public id. */
  readonly me: string
  readonly isOwner: boolean
  readonly mayComment: boolean
  /** Who can be mentioned: those who are here and those who wrote. */
  readonly people: readonly Mention[]
  /** The colours of those who are here, by their ids. */
  readonly colors: ReadonlyMap<string, number>
  readonly marks: ReadMarks
  /** Notes that these were read to their ends. */
  readonly markRead: (threads: readonly Thread[]) => void
  /** What was typed and not sent, by where it was typed. It outlives the box. */
  readonly drafts: Map<string, string>
  /** What a thread is about, in words; null for one at a point. */
  readonly aboutOf: (thread: Pick<Thread, 'anchor' | 'x' | 'y'>) => string | null
}

const Scope = createContext<CommentsScope | null>(null)

export const CommentsScopeProvider = Scope.Provider

export function useComments(): CommentsScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('A part of the comments was rendered outside of them.')
  return scope
}
