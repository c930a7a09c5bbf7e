'use client'

import { ClipboardPaste, Plus } from 'lucide-react'
import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { addSample, MAX_SAMPLES, removeSample, replaceSamples } from '@/lib/board'
import { scheduleOf } from '@/lib/engine'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import { readOnlyWords } from '../read-only'
import { batchWords } from './batch-words'
import { count } from './count'
import { DockButton } from './DockButton'
import { DockPanel, PanelWords } from './DockPanel'
import { PasteSamples } from './PasteSamples'
import { SampleRow } from './SampleRow'
import styles from './SamplesPanel.module.css'

/** A cell break or a line break: what was copied is a piece of a table, not one number. */
const TABLE_MARKS = /[\t\n\r]/

/** The samples that the run goes through in turn: one on the chain, or a table of them. */
export function SamplesPanel({ onClose }: { onClose: () => void }) {
  const { board, session, readOnly, mayEdit } = useBoardScope()
  const { samples, x, y } = useModel()
  const { run, batch } = useDerived()
  const schedule = scheduleOf(run.start)
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
  /** Where a step takes all of them, none stands out. */
  const next = new Set(batch.length < samples.length || samples.length === 1 ? batch : [])

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
    <DockPanel title="Samples" panel={panel} onClose={onClose}>
      <PanelWords>
        {samples.length === 0
          ? 'One sample: the x and y on the chain.'
          : batchWords(schedule, samples.length)}
      </PanelWords>

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
                  isNext={next.has(i)}
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
        <PanelWords>
          {readOnly === null
            ? 'The samples can be changed when the run is computed.'
            : readOnlyWords(readOnly, 'editors change the samples')}
        </PanelWords>
      )}
    </DockPanel>
  )
}
