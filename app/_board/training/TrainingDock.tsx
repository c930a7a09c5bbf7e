'use client'

import { lazy, Suspense, useRef, useState } from 'react'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import { ParameterField } from '../parameter/ParameterField'
import { countOf } from './count'
import { DockButton } from './DockButton'
import { divergenceWords } from './divergence'
import { LossCurve } from './LossCurve'
import { RunControl } from './RunControl'
import { RunNotice } from './RunNotice'
import { StepButtons } from './StepButtons'
import { StepScrubber } from './StepScrubber'
import { reasonNotToStep } from './step-reason'
import styles from './TrainingDock.module.css'
import { useLongRun } from './use-long-run'
import { useRun } from './use-run'

const SamplesPanel = lazy(() =>
  import('./SamplesPanel').then(({ SamplesPanel }) => ({ default: SamplesPanel })),
)

const RATE = { kind: 'eta' } as const

/** Everything about training, in one row under the chain: the rate, steps and runs, the way back through them, the loss. */
export function TrainingDock() {
  const { session, isEditor } = useBoardScope()
  const model = useModel()
  const longRun = useLongRun()
  const { run, step, steps, divergedAt, computing } = useDerived()
  const { progress, outcome, start, stop } = useRun(model.run)
  const [isTableOpen, setTableOpen] = useState(false)
  const scrubber = useRef<HTMLInputElement>(null)
  const tableButton = useRef<HTMLButtonElement>(null)

  const isRunning = progress !== null
  const isComputing = useSession(state => state.computed !== null)
  const reason = reasonNotToStep({ run, steps, divergedAt, isEditor, isComputing, isRunning })
  const divergence = divergedAt === null ? null : divergenceWords(run, divergedAt)
  const words = divergence ?? outcome ?? (isRunning || isComputing ? null : reason)

  return (
    <section className={styles.dock} aria-label="Training">
      <div className={styles.eta}>
        <ParameterField parameter={RATE} value={model.eta} />
      </div>
      <div className={styles.controls}>
        <div className={styles.stepping}>
          <StepButtons reason={reason} />
          <RunControl reason={reason} progress={progress} longRun={longRun} start={start} stop={stop} />
        </div>
        <StepScrubber step={step} steps={steps} isRunning={isRunning} range={scrubber} />
        <RunNotice
          pastStep={step < steps && computing === null ? step : null}
          longRun={longRun}
          words={words}
          isBad={divergence !== null}
          onBack={() => {
            session.setState({ viewedStep: null })
            scrubber.current?.focus()
          }}
        />
      </div>
      <LossCurve />
      <div className={styles.samples}>
        <DockButton
          ref={tableButton}
          aria-expanded={isTableOpen}
          onClick={() => setTableOpen(isOpen => !isOpen)}
        >
          Samples
        </DockButton>
        <span className={styles.tally}>{countOf(Math.max(1, model.samples.length), 'sample')}</span>
      </div>
      {isTableOpen && (
        <Suspense fallback={null}>
          <SamplesPanel
            onClose={() => {
              setTableOpen(false)
              tableButton.current?.focus()
            }}
          />
        </Suspense>
      )}
    </section>
  )
}
