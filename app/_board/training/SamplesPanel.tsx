'use client'

import { ClipboardPaste, Plus, X } from 'lucide-react'
import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { addSample, MAX_SAMPLES, removeSample, replaceSamples } from '@/lib/board'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import { count } from './count'
import { DockButton } from './DockButton'
import { PasteSamples } from './PasteSamples'
import { SampleRow } from './SampleRow'
import styles from './SamplesPanel.module.css'

/** A cell break or a line break: what was copied is a piece of a table, not one number. */
const TABLE_MARKS = /[\t\n\r]/

/** The samples that the run goes through in turn: one on the chain, or a table of them. */
export function SamplesPanel({ onClose }: { onClose: () => void }) {
  const { board, session, isEditor, mayEdit } = useBoardScope()
  const { samples, x, y } = useModel()
  const { step } = useDerived()
  const viewed = useSession(state => state.viewedSample)
  const [pasted, setPasted] = useState<string | null>(null)
  const panel = useRef<HTMLElement>(null)
  /** The row that takes the focus once it is there; '' stands for the panel itself. */
  const focusNext = useRef<string | null>('')

  useEffect(() => {
    const id = focusNext.current
    if (id === null) return
    const row =
      id === '' ? null : panel.current?.querySelector<HTMLElement>(`[data-sample="${CSS.escape(id)}"] input`)
    if (row) row.focus()
    else panel.current?.focus()
    focusNext.current = null
  })

  /** The step that is looked at; an edit of the samples starts a new run from there. */
  const at = () => session.getState().viewedStep ?? undefined
  const next = samples[step % Math.max(1, samples.length)]

  const add = () => {
    focusNext.current = addSample(board, samples.at(-1) ?? { x, y }, at())
  }
  const remove = (id: string, index: number) => {
    focusNext.current = samples[index + 1]?.id ?? samples[index - 1]?.id ?? ''
    removeSample(board, id, at())
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text').trim()
    if (!mayEdit || !TABLE_MARKS.test(text)) return
    event.preventDefault()
    setPasted(text)
  }

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label="Samples"
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented && !isDraft(event.target)) onClose()
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>Samples</h2>
        <DockButton look="icon" aria-label="Close samples" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </DockButton>
      </header>

      {samples.length === 0 ? (
        <p className={styles.words}>One sample: the x and y on the chain.</p>
      ) : (
        <p className={styles.words}>Each step uses the next sample; after the last comes the first again.</p>
      )}

      {samples.length > 0 && (
        <div className={styles.scroller}>
          <table className={styles.table} onPaste={onPaste}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="unseen">Sample</span>
                </th>
                <th scope="col">x</th>
                <th scope="col">y</th>
                <th scope="col">
                  <span className="unseen">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {samples.map(({ id, x, y }, i) => (
                <SampleRow
                  key={id}
                  id={id}
                  index={i}
                  x={x}
                  y={y}
                  isNext={id === next?.id}
                  isViewed={id === viewed}
                  onRemove={remove}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}

      {mayEdit && pasted === null && (
        <div className={styles.actions}>
          {samples.length === 0 ? (
            <DockButton
              onClick={() => {
                replaceSamples(board, [{ x, y }], at())
                focusNext.current = board.model().samples[0]?.id ?? ''
              }}
            >
              Use a table
            </DockButton>
          ) : (
            <DockButton
              reason={
                samples.length < MAX_SAMPLES ? null : `A table has at most ${count(MAX_SAMPLES)} samples.`
              }
              onClick={add}
            >
              <Plus size={14} aria-hidden="true" /> Add a row
            </DockButton>
          )}
          <DockButton onClick={() => setPasted('')}>
            <ClipboardPaste size={14} aria-hidden="true" /> Paste…
          </DockButton>
        </div>
      )}
      {mayEdit && pasted !== null && (
        <PasteSamples
          key={pasted}
          text={pasted}
          onDone={() => {
            focusNext.current = ''
            setPasted(null)
          }}
        />
      )}
      {!mayEdit && (
        <p className={styles.words}>
          {isEditor
            ? 'The samples can be changed when the run is computed.'
            : 'Your link lets you look on; editors change the samples.'}
        </p>
      )}
    </section>
  )
}

/** Whether a number is being typed there: Escape then takes back what was typed. */
function isDraft(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.value !== target.dataset.value
}
