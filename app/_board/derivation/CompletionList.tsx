'use client'

import { withSubscripts } from '../symbol/QuantitySymbol'
import type { Completion } from './completions'
import styles from './Line.module.css'

interface Props {
  readonly id: string
  readonly list: readonly Completion[]
  /** The one that Enter takes; −1 while none is chosen, and Tab takes the first. */
  readonly chosen: number
  readonly onChoose: (place: number) => void
}

/** Symbols that fit what is being typed. */
export function CompletionList({ id, list, chosen, onChoose }: Props) {
  return (
    <div id={id} className={styles.completions} role="listbox" aria-label="Symbols">
      {list.map(({ text, plain, words }, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={text}
          id={`${id}-${i}`}
          className={styles.completion}
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          // The field keeps the focus and its caret.
          onPointerDown={event => event.preventDefault()}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onChoose(i)}
        >
          <span className={styles.plain}>{withSubscripts(plain)}</span>
          <span className={styles.what}>{words}</span>
          {i === Math.max(0, chosen) && (
            <span className={styles.key} aria-hidden="true">
              Tab
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
