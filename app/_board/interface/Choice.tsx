'use client'

import { type ReactNode, useId } from 'react'
import styles from './Choice.module.css'

interface Option<T extends string | number> {
  readonly value: T
  readonly words: string
  /** Shown in the place of the words, which it then has as its name. */
  readonly sign?: ReactNode
}

interface Props<T extends string | number> {
  readonly legend: string
  readonly options: readonly Option<T>[]
  /** Null where several are at work at once. */
  readonly value: T | null
  readonly onChoose: (value: T) => void
}

/** One of a few, side by side: one stop of the Tab key, and arrow keys within. Signs stand close together, words under their legend. */
export function Choice<T extends string | number>({ legend, options, value, onChoose }: Props<T>) {
  const name = useId()
  const hasSigns = options.every(({ sign }) => sign !== undefined)
  return (
    <fieldset className={styles.choice} data-look={hasSigns ? 'signs' : 'words'}>
      <legend className={hasSigns ? 'unseen' : styles.legend}>{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={styles.option} title={hasSigns ? option.words : undefined}>
          <input
            type="radio"
            name={name}
            aria-label={option.words}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span aria-hidden="true">{option.sign ?? option.words}</span>
        </label>
      ))}
    </fieldset>
  )
}
