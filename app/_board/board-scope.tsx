'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Board, Derived, Model, Undo } from '@/lib/board'
import { derive } from '@/lib/board'
import type { Announcement, Presences } from './people/presences'
import type { ReadOnly } from './read-only'
import type { Session, SessionStore } from './session'

/** What opens a board on the server. */
export interface BoardLink {
  readonly boardId: string
  readonly secret: string
}

/** What every part of a board's page needs: the document, its undo, this tab's session and the others. */
export interface BoardScope {
  /** What the server is asked by for what is no part of the document; null for a board of this page's memory alone. */
  readonly link: BoardLink | null
  readonly board: Board
  readonly undo: Undo
  readonly session: SessionStore
  readonly presences: Presences
  /** Publishes part of my own presence. */
  readonly announce: (part: Announcement) => void
  /** Why this page may change nothing of the board; null when it may. */
  readonly readOnly: ReadOnly | null
  /** Whether it may change the chain right now: not while the step that it looks at is still computed (E12). */
  readonly mayEdit: boolean
  /** Whether it may draw and write on the board: annotators may, who may not change the chain. */
  readonly mayAnnotate: boolean
}

const Scope = createContext<BoardScope | null>(null)

export const BoardScopeProvider = Scope.Provider

export function useBoardScope(): BoardScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('A part of the board was rendered outside of a board.')
  return scope
}

export function useModel(): Model {
  const { board } = useBoardScope()
  return useSyncExternalStore(board.subscribe, board.model, board.model)
}

export function useSession<T>(select: (session: Session) => T): T {
  return useStore(useBoardScope().session, select)
}

/** The values at the step and sample that this tab looks at. */
export function useDerived(): Derived {
  const model = useModel()
  const step = useSession(session => session.viewedStep)
  const sampleId = useSession(session => session.viewedSample)
  // While a long run is computed, what can be shown of it grows.
  useSession(session => session.computed)
  return derive(model, { step, sampleId })
}
