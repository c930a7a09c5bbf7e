import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import buttonStyles from './Button.module.css'
import styles from './Strip.module.css'

interface Props {
  tone?: 'calm' | 'warning'
  children: ReactNode
  /** What can be done about it: buttons. */
  actions?: ReactNode
  /** Takes the words away. Without it they stay until they are no longer true. */
  onDismiss?: (() => void) | undefined
  /** What the cross is called where several strips may have one. */
  dismissWords?: string
}

/** Words across the page, under its bar. */
export function Strip({
  tone = 'calm',
  children,
  actions,
  onDismiss,
  dismissWords = 'Close these words',
}: Props) {
  return (
    <div className={styles.strip} data-tone={tone}>
      <p role="status">{children}</p>
      {(actions || onDismiss) && (
        <div className={styles.actions}>
          {actions}
          {onDismiss && (
            <button
              type="button"
              className={buttonStyles.icon}
              aria-label={dismissWords}
              title={dismissWords}
              onClick={onDismiss}
            >
              <X size={16} aria-hidden="true" />
            </button>
          )}
        </div>
      )}
    </div>
  )
}
