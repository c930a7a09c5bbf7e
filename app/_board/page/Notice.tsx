import Link from 'next/link'
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

/** A page that has nothing to show but words: what happened, and what to do next. */
export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <main className={styles.notice}>
      <h1>{title}</h1>
      <p>{children}</p>
      <Link href="/">To the start page</Link>
    </main>
  )
}
