'use client'

import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { DockButton } from './DockButton'
import styles from './DockPanel.module.css'

interface Props {
  title: string
  /** The panel itself, for what gives it the focus. */
  panel: RefObject<HTMLElement | null>
  onClose: () => void
  children: ReactNode
}

/** A panel on the upper edge of the dock; on a narrow screen a sheet over its lower end. Escape and the cross close it. */
export function DockPanel({ title, panel, onClose, children }: Props) {
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented && !isDraft(event.target)) onClose()
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <DockButton look="icon" aria-label={`Close ${title.toLowerCase()}`} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </DockButton>
      </header>
      {children}
    </section>
  )
}

/** What a panel says in a sentence. */
export function PanelWords({ children }: { children: ReactNode }) {
  return <p className={styles.words}>{children}</p>
}

/** Whether a number is being typed there: Escape then takes back what was typed. */
function isDraft(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.dataset.draft !== undefined
}
