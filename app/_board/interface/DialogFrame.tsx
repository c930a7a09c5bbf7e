'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import buttonStyles from './Button.module.css'
import styles from './DialogFrame.module.css'

interface Props {
  title: string
  /** One or two sentences under the title: what the dialog is for. */
  description?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A dialog that is open while it is mounted. Escape, the cross and a press beside it close it. */
export function DialogFrame({ title, description, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.popup}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            {description && (
              <Dialog.Description className={styles.description}>{description}</Dialog.Description>
            )}
            {children}
            <Dialog.Close
              className={`${buttonStyles.icon} ${styles.close}`}
              aria-label="Close"
              title="Close (Esc)"
            >
              <X size={18} aria-hidden="true" />
            </Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
