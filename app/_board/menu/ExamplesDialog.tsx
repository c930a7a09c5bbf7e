'use client'

import { EXAMPLES, type Example } from '@/lib/board'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './MenuDialogs.module.css'

interface Props {
  onOpen: (example: Example) => void
  onClose: () => void
}

/** The examples, each with what to look at. */
export function ExamplesDialog({ onOpen, onClose }: Props) {
  return (
    <DialogFrame
      title="Open an example"
      description="It takes the place of the chain on this board, for everyone here. Undo brings the old one back."
      onClose={onClose}
    >
      <ul className={styles.examples}>
        {EXAMPLES.map(example => (
          <li key={example.id}>
            <button type="button" className={styles.example} onClick={() => onOpen(example)}>
              <strong>{example.title}</strong>
              <span>{example.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </DialogFrame>
  )
}
