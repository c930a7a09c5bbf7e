'use client'

import { useId } from 'react'
import styles from './ExportDialog.module.css'

interface Props<Value extends string | number> {
  name: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}

/** One of a few, side by side. */
export function Choice<Value extends string | number>({ name, value, options, onChange }: Props<Value>) {
  const group = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{name}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input
            type="radio"
            className="unseen"
            name={group}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
