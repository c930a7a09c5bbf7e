'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { MAX_SAMPLES, readSamples, replaceSamples } from '@/lib/board'
import type { Sample } from '@/lib/engine'
import { useBoardScope, useModel } from '../board-scope'
import { countOf } from './count'
import { DockButton } from './DockButton'
import styles from './PasteSamples.module.css'

interface Props {
  /** What was pasted into the table, or '' to start with. */
  text: string
  onDone: () => void
}

/** Samples as text from a spreadsheet or a CSV file: what was read, and then whether to replace the table or add to it. */
export function PasteSamples({ text: pasted, onDone }: Props) {
  const { board, session } = useBoardScope()
  const { samples } = useModel()
  const [text, setText] = useState(pasted)
  const area = useRef<HTMLTextAreaElement>(null)
  const previewId = useId()
  useEffect(() => area.current?.focus(), [])

  const reading = text.trim() === '' ? null : readSamples(text)
  const read: readonly Sample[] = reading?.ok ? reading.samples : []
  const reason = read.length > 0 ? null : 'Paste samples into the box first.'
  const isFull = samples.length + read.length > MAX_SAMPLES

  const put = (rows: readonly Sample[]) => {
    replaceSamples(board, rows, session.getState().viewedStep ?? undefined)
    onDone()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div
      className={styles.paste}
      role="group"
      aria-label="Paste samples"
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onDone()
      }}
    >
      <label className={styles.field}>
        One sample a line: x and y
        <textarea
          ref={area}
          className={styles.text}
          rows={5}
          spellCheck={false}
          placeholder={'0.5\t1\n-0.5\t0'}
          aria-invalid={reading?.ok === false}
          aria-describedby={previewId}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </label>
      <p
        id={previewId}
        role="status"
        className={styles.preview}
        data-bad={reading?.ok === false || undefined}
      >
        {reading === null && 'From a spreadsheet or CSV: tabs, semicolons, commas or spaces.'}
        {reading?.ok && `${countOf(read.length, 'sample')} read`}
        {reading?.ok === false && reading.message}
      </p>
      <div className={styles.actions}>
        <DockButton look="primary" reason={reason} onClick={() => put(read)}>
          Replace
        </DockButton>
        {samples.length > 0 && (
          <DockButton
            reason={
              reason ??
              (isFull ? `A table has at most ${MAX_SAMPLES} samples: these do not fit as well.` : null)
            }
            onClick={() => put([...samples, ...read])}
          >
            Append
          </DockButton>
        )}
        <DockButton onClick={onDone}>Cancel</DockButton>
      </div>
    </div>
  )
}
