'use client'

import { useRef } from 'react'
import { SharedTextArea } from './SharedTextArea'
import styles from './TextField.module.css'

interface Props {
  readonly id: string
  readonly text: string
  readonly label: string
}

/** A text or a note while it is written: the field lies over the words, in their type, and grows with them. */
export function TextField({ id, text, label }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  return (
    <span className={styles.field}>
      {/* Gives the field its size; a line that has just begun counts. */}
      <span className={styles.sizer} aria-hidden="true">{`${text}\u200b`}</span>
      <SharedTextArea
        id={id}
        area={area}
        text={text}
        label={label}
        className={styles.area}
        endsOnLeaving={() => true}
      />
    </span>
  )
}
