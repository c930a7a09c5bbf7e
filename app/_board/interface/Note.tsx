'use client'

import { useEffect, useState } from 'react'
import styles from './Note.module.css'

const SHOWN_MS = 6000

/** Words that say what was just done, and a way to say them; they go away by themselves. */
export function useNote(): [words: string | null, say: (words: string) => void] {
  const [note, setNote] = useState<string | null>(null)
  useEffect(() => {
    if (note === null) return
    const timer = setTimeout(() => setNote(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [note])
  return [note, setNote]
}

/** A note over the board, spoken politely. */
export function Note({ words }: { words: string | null }) {
  return (
    <p role="status" className={styles.note} data-shown={words !== null || undefined}>
      {words}
    </p>
  )
}
