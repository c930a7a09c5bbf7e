import type { ReactNode } from 'react'
import styles from './Opening.module.css'

interface Props {
  words?: string | undefined
  /** What else one can do when it takes long. */
  children?: ReactNode
}

/** What stands on the page until the board has arrived. It never looks like an empty board. */
export function Opening({ words = 'Opening the board…', children }: Props) {
  return (
    <main className={styles.opening}>
      <p role="status">{words}</p>
      {children}
    </main>
  )
}
