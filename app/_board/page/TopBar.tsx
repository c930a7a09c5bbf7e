import { House } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import styles from './TopBar.module.css'

interface Props {
  title: ReactNode
  /** How things stand: saved, agreement. */
  status: ReactNode
  /** What the participant can do: share, menu. */
  actions: ReactNode
}

/** The bar over the board. In a narrow window the status moves to a line of its own. */
export function TopBar({ title, status, actions }: Props) {
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.home} aria-label="Start page" title="Start page">
        <House size={18} aria-hidden="true" />
      </Link>
      <div className={styles.title}>{title}</div>
      <div className={styles.status}>{status}</div>
      <div className={styles.actions}>{actions}</div>
    </header>
  )
}
