'use client'

import { useEffect, useState } from 'react'
import { whenWords } from '../interface/when-words'
import styles from './Comments.module.css'

const EVERY_MS = 30_000
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium' })

/** How long ago something was, with the exact time for whoever points at it. */
export function TimeWords({ at }: { at: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={exact.format(at)}>
      {whenWords(at, now)}
    </time>
  )
}
