'use client'

import { Menu } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import styles from './BoardMenu.module.css'

interface Props {
  icon: LucideIcon
  children: string
  /** Why the item cannot be used, if it cannot. */
  reason?: string | undefined
  onClick: () => void
}

/** An item of the menu. One that may not be used stays in its place and says why. */
export function MenuItem({ icon: Icon, children, reason, onClick }: Props) {
  return (
    <Menu.Item className={styles.item} disabled={reason !== undefined} label={children} onClick={onClick}>
      <Icon size={16} aria-hidden="true" />
      <span className={styles.label}>
        {children}
        {reason && <span className={styles.reason}>{reason}</span>}
      </span>
    </Menu.Item>
  )
}
