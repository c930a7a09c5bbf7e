'use client'

import { useCallback, useState } from 'react'
import type { Thread } from '@/lib/board'
import { parseStored, readStored, writeStored } from '../browser/browser-storage'
import { marked, type ReadMarks, readMarks } from './unread'

/** What of a board's comments was read in this browser, and the way to note that more was. */
export function useReadMarks(
  boardId: string,
  threads: readonly Thread[],
): [ReadMarks, (read: readonly Thread[]) => void] {
  const key = `chainboard.read.${boardId}`
  const [marks, setMarks] = useState(() => readMarks(parseStored(readStored(key))))
  const markRead = useCallback(
    (read: readonly Thread[]) =>
      setMarks(before => {
        const after = marked(before, read, threads)
        writeStored(key, JSON.stringify(after))
        return after
      }),
    [key, threads],
  )
  return [marks, markRead]
}
