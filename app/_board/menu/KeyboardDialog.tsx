'use client'

import { Fragment } from 'react'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './MenuDialogs.module.css'

interface Shortcut {
  /** Alternatives, each a chord of keys. */
  readonly keys: readonly (readonly string[])[]
  readonly does: string
}

const SHORTCUTS: readonly { readonly place: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    place: 'Anywhere on a board',
    shortcuts: [
      { keys: [['Tab'], ['Shift', 'Tab']], does: 'To the next or the previous control' },
      { keys: [['Ctrl', 'Z']], does: 'Undo my last edit' },
      {
        keys: [
          ['Ctrl', 'Shift', 'Z'],
          ['Ctrl', 'Y'],
        ],
        does: 'Redo',
      },
      { keys: [['Esc']], does: 'Close a dialog or a menu' },
    ],
  },
  {
    place: 'In a number',
    shortcuts: [
      { keys: [['↑'], ['↓']], does: 'A step up or down' },
      { keys: [['Shift', '↑']], does: 'Ten times the step' },
      { keys: [['Alt', '↑']], does: 'A tenth of the step' },
      { keys: [['Enter']], does: 'Take what I typed: 0.5, 1/3, 1e-3, sqrt(2)/2' },
      { keys: [['Esc']], does: 'Bring the value back' },
    ],
  },
  {
    place: 'Among the computed values',
    shortcuts: [
      { keys: [['←'], ['→']], does: 'Along the chain' },
      { keys: [['↑'], ['↓']], does: 'Up and down within a layer' },
    ],
  },
]

/** The keys of a board. */
export function KeyboardDialog({ onClose }: { onClose: () => void }) {
  return (
    <DialogFrame title="Keyboard" description="On a Mac, Ctrl is ⌘ and Alt is ⌥." onClose={onClose}>
      {SHORTCUTS.map(({ place, shortcuts }) => (
        <section key={place} className={styles.keys}>
          <h3>{place}</h3>
          <dl>
            {shortcuts.map(({ keys, does }) => (
              <Fragment key={does}>
                <dt>
                  {keys.map(chord => (
                    <span key={chord.join()} className={styles.chord}>
                      {chord.map(key => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </span>
                  ))}
                </dt>
                <dd>{does}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </DialogFrame>
  )
}
