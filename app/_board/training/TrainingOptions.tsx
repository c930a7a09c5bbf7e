'use client'

import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { MAX_SAMPLES, MAX_SEED, setBatch, setOptimiser, setOrder, setSeed } from '@/lib/board'
import { exactText, OPTIMISERS, ORDERS, type Order, scheduleOf } from '@/lib/engine'
import { meanGradientLatex, optimiserLatex } from '@/lib/notation'
import { useBoardScope, useDerived, useModel } from '../board-scope'
import selectStyles from '../chain/Select.module.css'
import { NumberInput } from '../parameter/NumberInput'
import type { ParameterEdit } from '../parameter/use-parameter'
import { readOnlyWords } from '../read-only'
import { MathLine } from '../symbol/MathLine'
import { batchWords, gradientWords, OPTIMISER_NAMES, RULE_WORDS } from './batch-words'
import { count } from './count'
import { DockPanel, PanelWords } from './DockPanel'
import styles from './TrainingOptions.module.css'
import { wholeNumber } from './whole-number'

const ORDER_NAMES: Readonly<Record<Order, string>> = { 'in-order': 'as in the table', shuffled: 'shuffled' }

/** How a run goes through its samples and what a step does with a gradient: what is set, and what follows from it. */
export function TrainingOptions({ onClose }: { onClose: () => void }) {
  const { board, session, readOnly, mayEdit } = useBoardScope()
  const { order, seed, batch, optimiser, samples, biases } = useModel()
  const { run } = useDerived()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])

  const schedule = scheduleOf(run.start)
  const hasTable = samples.length > 1
  const hasOrder = hasTable && schedule.batch < samples.length
  /** The step that is looked at; a change starts a new run from there. */
  const at = () => session.getState().viewedStep ?? undefined
  const batchEdit = useWholeEdit(value => setBatch(board, value, at()))
  const seedEdit = useWholeEdit(value => setSeed(board, value, at()))

  return (
    <DockPanel title="How it trains" panel={panel} onClose={onClose}>
      <div className={styles.scroller}>
        <div className={styles.options}>
          <Choice
            option="Optimiser"
            name="Optimiser"
            value={optimiser}
            values={OPTIMISERS}
            names={OPTIMISER_NAMES}
            onChange={chosen => setOptimiser(board, chosen, at())}
          />
          {hasTable && (
            <Option name="Samples a step">
              {batch !== 'all' && (
                <NumberInput
                  name="Samples a step"
                  value={batch}
                  step={1}
                  read={readBatch}
                  write={exactText}
                  edit={batchEdit}
                  complains="in-line"
                  disabled={!mayEdit}
                />
              )}
              <label className={styles.all}>
                <input
                  type="checkbox"
                  checked={batch === 'all'}
                  disabled={!mayEdit}
                  onChange={event => setBatch(board, event.target.checked ? 'all' : 1, at())}
                />
                all {count(samples.length)}
              </label>
            </Option>
          )}
          {hasOrder && (
            <Choice
              option="Order"
              name="Order of the samples"
              value={order}
              values={ORDERS}
              names={ORDER_NAMES}
              onChange={chosen => setOrder(board, chosen, at())}
            />
          )}
          {hasOrder && order === 'shuffled' && (
            <Option name="Seed">
              <NumberInput
                name="Seed"
                value={seed}
                step={1}
                read={readSeed}
                write={exactText}
                edit={seedEdit}
                complains="in-line"
                disabled={!mayEdit}
              />
            </Option>
          )}
        </div>
        <PanelWords>
          {batchWords(schedule, Math.max(1, samples.length))} {gradientWords(schedule, biases)}
        </PanelWords>
        <div className={styles.rule}>
          {[
            ...(schedule.batch > 1 ? [meanGradientLatex(schedule.batch)] : []),
            ...optimiserLatex(optimiser),
          ].map(latex => (
            <MathLine key={latex} latex={latex} />
          ))}
        </div>
        <PanelWords>{RULE_WORDS[optimiser]}</PanelWords>
        {!hasTable && (
          <PanelWords>
            With a table of samples, one also chooses here how many a step takes, and in which order.
          </PanelWords>
        )}
        {!mayEdit && (
          <PanelWords>
            {readOnly === null
              ? 'How it trains can be changed when the run is computed.'
              : readOnlyWords(readOnly, 'editors change how it trains')}
          </PanelWords>
        )}
      </div>
    </DockPanel>
  )
}

const readBatch = wholeNumber(1, MAX_SAMPLES)
const readSeed = wholeNumber(0, MAX_SEED)

/** The edits of a number that is no quantity of the chain, with a drag or a held key as one undo item. */
function useWholeEdit(write: (value: number) => void): ParameterEdit {
  const { undo } = useBoardScope()
  const latest = useRef(write)
  latest.current = write
  return useMemo(
    () => ({
      write: value => latest.current(value),
      begin: undo.beginGesture,
      end: undo.endGesture,
      announce: () => {},
    }),
    [undo],
  )
}

function Option({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.option}>
      <span aria-hidden="true">{name}</span>
      <span className={styles.control}>{children}</span>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  /** What stands before it. */
  option: string
  /** What a screen reader calls it: more, where the option alone says too little. */
  name: string
  value: Value
  names: Readonly<Record<Value, string>>
  values: readonly Value[]
  onChange: (value: Value) => void
}

/** An option with a few values. */
function Choice<Value extends string>({ option, name, value, names, values, onChange }: ChoiceProps<Value>) {
  const { mayEdit } = useBoardScope()
  return (
    <Option name={option}>
      <select
        className={`${selectStyles.select} ${styles.choice}`}
        aria-label={name}
        value={value}
        disabled={!mayEdit}
        onChange={event => onChange(event.target.value as Value)} // only these values are offered
      >
        {values.map(each => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </Option>
  )
}
