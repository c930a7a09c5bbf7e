'use client'

import { useCallback, useState } from 'react'
import { parseStored, readStored, writeStored } from '../browser/browser-storage'
import { type AllProgress, type Progress, progressOf, readProgress } from './progress'

/** How far this participant is with the exercises of a board, as this browser keeps it, and the way to note more. */
export function useProgress(
  boardId: string,
): [AllProgress, (exercise: string, change: (before: Progress) => Progress) => void] {
  const key = `chainboard.exercises.${boardId}`
  const [all, setAll] = useState(() => readProgress(parseStored(readStored(key))))
  const note = useCallback(
    (exercise: string, change: (before: Progress) => Progress) =>
      setAll(before => {
        const after = { ...before, [exercise]: change(progressOf(before, exercise)) }
        writeStored(key, JSON.stringify(after))
        return after
      }),
    [key],
  )
  return [all, note]
}
