'use client'

import { useCallback, useMemo } from 'react'
import { useBoardScope } from '../board-scope'
import { editingKey, type Parameter, writeParameter } from './parameter'

/** The ways in which a field changes its parameter; a gesture between `begin` and `end` is one undo item. */
export interface ParameterEdit {
  write(value: number): void
  begin(): void
  end(): void
  /** Tells the others that I am at this parameter, or no longer. */
  announce(isEditing: boolean): void
}

export function useParameter(parameter: Parameter): ParameterEdit {
  const { board, undo, session, announce } = useBoardScope()
  const write = useCallback(
    (value: number) => {
      const { viewedStep } = session.getState()
      writeParameter(board, parameter, value, viewedStep ?? undefined)
      // What was a past step is now the start of a run of its own.
      if (viewedStep !== null) session.setState({ viewedStep: null })
    },
    [board, session, parameter],
  )
  return useMemo(
    () => ({
      write,
      begin: undo.beginGesture,
      end: undo.endGesture,
      announce: isEditing => announce({ editing: isEditing ? editingKey(parameter) : null }),
    }),
    [write, undo, announce, parameter],
  )
}
