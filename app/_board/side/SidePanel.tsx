'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import buttonStyles from '../interface/Button.module.css'
import styles from './SidePanel.module.css'

interface Props {
  title: string
  onClose: () => void
  /** Stands at the upper edge, between the title and the cross. */
  actions?: ReactNode
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  children: ReactNode
}

/**
 * A panel beside the board; on a narrow screen a sheet over its lower end. It takes the focus when it opens; Escape and the cross
 * close it, and the focus goes back.
 */
export function SidePanel({ title, onClose, actions, onKeyDown, children }: Props) {
  const panel = useRef<HTMLElement>(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    opener.current = document.activeElement
    panel.current?.focus()
  }, [])

  const close = () => {
    onClose()
    giveFocusBack(opener.current)
  }

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={event => {
        onKeyDown?.(event)
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        close()
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {actions}
        <button
          type="button"
          className={buttonStyles.icon}
          aria-label={`Close ${title.toLowerCase()}`}
          title="Close (Esc)"
          onClick={close}
        >
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  )
}

/** To what had it before; an item of a menu that has closed gives it to the menu's button. */
function giveFocusBack(opener: Element | null): void {
  const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected
  const target = isThere ? opener : document.querySelector('header [aria-haspopup="menu"]')
  if (target instanceof HTMLElement) target.focus()
}
