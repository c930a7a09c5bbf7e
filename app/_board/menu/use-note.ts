'use client'

import { useEffect, useState } from 'react'

const SHOWN_MS = 6000

/** A line that says what was just done, and goes away by itself. */
export function useNote(): [string | null, (words: string) => void] {
  const [note, setNote] = useState<string | null>(null)
  useEffect(() => {
    if (note === null) return
    const timer = setTimeout(() => setNote(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [note])
  return [note, setNote]
}
