import type { ReactNode } from 'react'
import styles from './Strip.module.css'

interface Props {
  tone?: 'calm' | 'warning'
  children: ReactNode
  /** What can be done about it: buttons. */
  actions?: ReactNode
}

/** Words across the page, under its bar, that stay until they are no longer true. */
export function Strip({ tone = 'calm', children, actions }: Props) {
  return (
    <div className={styles.strip} data-tone={tone}>
      <p role="status">{children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
