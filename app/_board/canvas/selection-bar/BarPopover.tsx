'use client'

import { Popover } from '@base-ui/react/popover'
import { Toolbar } from '@base-ui/react/toolbar'
import type { ReactNode } from 'react'
import { Tip } from './BarButton'
import styles from './SelectionBar.module.css'

/** A button of the bar that opens a small panel. */
export function BarPopover({
  words,
  icon,
  children,
}: {
  words: string
  icon: ReactNode
  children: ReactNode
}) {
  return (
    <Popover.Root>
      <Tip words={words}>
        <Popover.Trigger render={<Toolbar.Button className={styles.button} aria-label={words} />}>
          {icon}
        </Popover.Trigger>
      </Tip>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} collisionPadding={8} className={styles.positioner}>
          <Popover.Popup className={styles.panel} aria-label={words}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
