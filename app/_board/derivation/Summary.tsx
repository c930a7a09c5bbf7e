'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useCanvas } from '../canvas/canvas-scope'
import styles from './Derivation.module.css'
import { deskOf } from './desk'
import { summaryWords } from './verdict-words'

/** How many lines there are, and how they stand. */
export function Summary({ id, lines }: { readonly id: string; readonly lines: number }) {
  const { checks } = deskOf(useCanvas())
  const follow = useCallback((listener: () => void) => checks.follow(id, listener), [checks, id])
  const words = useSyncExternalStore(
    follow,
    () => summaryWords(lines, checks.count(id)),
    () => '',
  )
  return <span className={styles.summary}>{words}</span>
}
