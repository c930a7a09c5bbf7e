'use client'

import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  type LucideIcon,
  RotateCcw,
  RotateCw,
} from 'lucide-react'
import { useCanvas } from '../canvas-scope'
import { commandOf, commandTitle, runCommand } from '../commands/table'
import styles from './SelectionBar.module.css'

const ROWS: readonly {
  readonly title: string
  readonly commands: readonly (readonly [string, LucideIcon])[]
}[] = [
  {
    title: 'Order',
    commands: [
      ['arrange.front', ArrowUpToLine],
      ['arrange.forward', ArrowUp],
      ['arrange.backward', ArrowDown],
      ['arrange.back', ArrowDownToLine],
    ],
  },
  {
    title: 'Align',
    commands: [
      ['arrange.align-left', AlignStartVertical],
      ['arrange.align-center', AlignCenterVertical],
      ['arrange.align-right', AlignEndVertical],
      ['arrange.align-top', AlignStartHorizontal],
      ['arrange.align-middle', AlignCenterHorizontal],
      ['arrange.align-bottom', AlignEndHorizontal],
    ],
  },
  {
    title: 'Distribute',
    commands: [
      ['arrange.distribute-x', AlignHorizontalDistributeCenter],
      ['arrange.distribute-y', AlignVerticalDistributeCenter],
    ],
  },
  {
    title: 'Turn',
    commands: [
      ['arrange.turn-left', RotateCcw],
      ['arrange.turn-right', RotateCw],
    ],
  },
]

/** What brings a selection into order. What cannot be done with it stays in its place, and is pale. */
export function ArrangePanel() {
  const stage = useCanvas()
  return ROWS.map(({ title, commands }) => (
    <section key={title} className={styles.section}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      <div className={styles.choices}>
        {commands.map(([id, Icon]) => (
          <button
            key={id}
            type="button"
            className={styles.choice}
            aria-label={commandOf(id)?.words}
            title={commandTitle(id)}
            disabled={!commandOf(id)?.isEnabled(stage)}
            onClick={() => runCommand(stage, id)}
          >
            <Icon size={17} aria-hidden="true" />
          </button>
        ))}
      </div>
    </section>
  ))
}
