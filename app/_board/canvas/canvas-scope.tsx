'use client'

import { createContext, useContext } from 'react'
import type { StoreApi } from 'zustand'
import type { Annotations } from '@/lib/board'
import type { BoardScope } from '../board-scope'
import type { CanvasState } from './canvas-state'
import type { Places } from './places/places'

/** What every part of the canvas needs beside what the board's page has: what lies where, and what this tab does with it. */
export interface CanvasScope
  extends Pick<
    BoardScope,
    'link' | 'board' | 'undo' | 'session' | 'presences' | 'announce' | 'readOnly' | 'mayAnnotate'
  > {
  readonly annotations: Annotations
  readonly places: Places
  readonly state: StoreApi<CanvasState>
  /** Says to this participant what was refused, or done, in a note that passes. */
  readonly tell: (words: string) => void
}

const Scope = createContext<CanvasScope | null>(null)

export const CanvasScopeProvider = Scope.Provider

export function useCanvas(): CanvasScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('A part of the canvas was rendered outside of one.')
  return scope
}
