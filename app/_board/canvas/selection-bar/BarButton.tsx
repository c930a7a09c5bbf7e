'use client'

import { Toolbar } from '@base-ui/react/toolbar'
import { Tooltip } from '@base-ui/react/tooltip'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCanvas } from '../canvas-scope'
import { Keys } from '../commands/Keys'
import { ariaKeys, commandOf, runCommand } from '../commands/table'
import styles from './SelectionBar.module.css'

interface Props {
  command: string
  icon: LucideIcon
  /** What it is called here, where the words of the command say more than fits. */
  words?: string
  isPressed?: boolean
}

/** A command as a button of the bar, with its keys in the tooltip. */
export function BarButton({ command: id, icon: Icon, words, isPressed }: Props) {
  const stage = useCanvas()
  const command = commandOf(id)
  if (command === undefined) return null
  return (
    <Tip words={words ?? command.words} command={id}>
      <Toolbar.Button
        className={styles.button}
        aria-label={words ?? command.words}
        aria-keyshortcuts={ariaKeys(id)}
        aria-pressed={isPressed}
        disabled={!command.isEnabled(stage)}
        onClick={() => runCommand(stage, id)}
      >
        <Icon size={17} aria-hidden="true" />
      </Toolbar.Button>
    </Tip>
  )
}

/** Words over a button, with the keys that do the same. */
export function Tip({
  words,
  command,
  children,
}: {
  words: string
  command?: string
  children: ReactElement
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner side="top" sideOffset={8} className={styles.tipPositioner}>
          <Tooltip.Popup className={styles.tip}>
            {words}
            {command && <Keys of={command} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
