'use client'

import { type RefObject, Suspense, useId, useRef } from 'react'
import { scheduleOf } from '@/lib/engine'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import { lazyPart } from '../interface/lazy-part'
import { ParameterField } from '../parameter/ParameterField'
import type { Session } from '../session'
import { scheduleLine } from './batch-words'
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

const SamplesPanel = lazyPart(() => import('./SamplesPanel').then(m => m.SamplesPanel))

const TrainingOptions = lazyPart(() => import('./TrainingOptions').then(m => m.TrainingOptions))

const RATE = { kind: 'eta' } as const

/** Everything about training, in one row under the chain: the rate, steps and runs, the way back through them, the loss. */
export function TrainingDock() {
  const { session, readOnly } = useBoardScope()
  const model = useModel()
  const longRun = useLongRun()
  const { run, step, steps, divergedAt, computing } = useDerived()
  const { progress, outcome, start, stop } = useRun(model.run)
  const panel = useSession(state => state.panel)
  const setPanel = (panel: Session['panel']) => session.setState({ panel })
  const scrubber = useRef<HTMLInputElement>(null)
  const samplesButton = useRef<HTMLButtonElement>(null)
  const optionsButton = useRef<HTMLButtonElement>(null)
  const samples = Math.max(1, model.samples.length)

  const isRunning = progress !== null
  const isComputing = useSession(state => state.computed !== null)
  const reason = reasonNotToStep({ run, steps, divergedAt, readOnly, isComputing, isRunning })
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
      <div className={styles.panels}>
        <PanelButton
          name="Samples"
          tally={countOf(samples, 'sample')}
          button={samplesButton}
          isOpen={panel === 'samples'}
          onToggle={isOpen => setPanel(isOpen ? 'samples' : null)}
        />
        <PanelButton
          name="How it trains"
          tally={scheduleLine(scheduleOf(run.start), samples)}
          button={optionsButton}
          isOpen={panel === 'options'}
          onToggle={isOpen => setPanel(isOpen ? 'options' : null)}
        />
      </div>
      <Suspense fallback={null}>
        {panel === 'samples' && (
          <SamplesPanel
            onClose={() => {
              setPanel(null)
              samplesButton.current?.focus()
            }}
          />
        )}
        {panel === 'options' && (
          <TrainingOptions
            onClose={() => {
              setPanel(null)
              optionsButton.current?.focus()
            }}
          />
        )}
      </Suspense>
    </section>
  )
}

interface PanelButtonProps {
  name: string
  /** What there is to know without opening the panel. */
  tally: string
  button: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

function PanelButton({ name, tally, button, isOpen, onToggle }: PanelButtonProps) {
  const tallyId = useId()
  return (
    <div className={styles.panelButton}>
      <DockButton
        ref={button}
        aria-expanded={isOpen}
        aria-describedby={tallyId}
        onClick={() => onToggle(!isOpen)}
      >
        {name}
      </DockButton>
      <span id={tallyId} className={styles.tally}>
        {tally}
      </span>
    </div>
  )
}
