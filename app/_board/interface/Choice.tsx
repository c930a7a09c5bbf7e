'use client'

import { type ReactNode, useId } from 'react'
import styles from './Choice.module.css'

interface Option<T extends string> {
  readonly value: T
  readonly words: string
  readonly sign: ReactNode
}

interface Props<T extends string> {
  readonly legend: string
  readonly options: readonly Option<T>[]
  /** Null where several are at work at once. */
  readonly value: T | null
  readonly onChoose: (value: T) => void
}

/** One of a few, each shown by its sign: one stop of the Tab key, and arrow keys within. */
export function Choice<T extends string>({ legend, options, value, onChoose }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={styles.option} title={option.words}>
          <input
            type="radio"
            name={name}
            aria-label={option.words}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span aria-hidden="true">{option.sign}</span>
        </label>
      ))}
    </fieldset>
  )
}
