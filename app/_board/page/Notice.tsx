import Link from 'next/link'
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

interface Props {
  title: string
  children?: ReactNode
  /** What can be done: buttons and links, before the way to the start page. */
  actions?: ReactNode
}

/** A page that has nothing to show but words: what happened, and what to do next. */
export function Notice({ title, children, actions }: Props) {
  return (
    <main className={styles.notice}>
      <h1>{title}</h1>
      <p>{children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
      <Link href="/">To the start page</Link>
    </main>
  )
}
