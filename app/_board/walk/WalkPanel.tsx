'use client'

import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { addSteps } from '@/lib/board'
import { useBoardScope, useDerived } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { SidePanel } from '../side/SidePanel'
import { PassBar } from './PassBar'
import { PredictionForm } from './PredictionForm'
import { closenessWords, isClose, type Prediction, valueAt } from './prediction'
import { StepFormula } from './StepFormula'
import { useWalk } from './use-walk'
import styles from './Walk.module.css'
import { walkKey } from './walk-keys'
import { placeWords } from './walk-marks'

/** How long a quantity stands while the walk plays, in ms. */
const PLAYED_MS = 1_800

/** The passes and the update, one quantity at a time: the chain shows what was worked out, and nothing that comes later. */
export function WalkPanel({ onClose }: { onClose: () => void }) {
  const { board, session, mayEdit } = useBoardScope()
  const derived = useDerived()
  const { steps, at, leader, goTo } = useWalk()
  const [isPlaying, setPlaying] = useState(false)
  const [predictsFirst, setPredictsFirst] = useState(false)
  /** By the places of the quantities. Nobody else sees them. */
  const [predictions, setPredictions] = useState<ReadonlyMap<number, Prediction>>(new Map())

  const isAtEnd = at === steps.length
  const current = steps[at - 1]
  const coming = steps[at]
  const isStill = leader !== null || predictsFirst || isAtEnd
  useEffect(() => {
    if (!isPlaying) return
    if (isStill) return setPlaying(false)
    const timer = setTimeout(() => goTo(at + 1), PLAYED_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, isStill, at, goTo])

  const next = () => goTo(at + 1)
  const previous = () => goTo(at - 1)
  const playOrPause = () => setPlaying(before => !before && !isStill)
  const own = predictions.get(at - 1)
  const mayStep = mayEdit && derived.step === derived.steps && derived.computing === null

  return (
    <SidePanel
      title="Step through"
      onClose={onClose}
      onKeyDown={event => walkKey(event, { next, previous, playOrPause })}
    >
      {leader && (
        <p className={styles.leader}>
          You follow {leader.user.name}.
          <button type="button" className={buttonStyles.button} onClick={() => goTo(at)}>
            Go on alone
          </button>
        </p>
      )}
      <PassBar steps={steps} at={at} onGoTo={goTo} />
      <div className={styles.controls} role="toolbar" aria-label="Steps of the passes">
        <button
          type="button"
          className={buttonStyles.button}
          disabled={at === 0}
          aria-keyshortcuts="ArrowLeft"
          title="Previous (←)"
          onClick={previous}
        >
          <ChevronLeft size={16} aria-hidden="true" />
          Previous
        </button>
        <button
          type="button"
          className={buttonStyles.icon}
          disabled={isStill}
          aria-label={isPlaying ? 'Pause' : 'Play'}
          title={isPlaying ? 'Pause (Space)' : 'Play (Space)'}
          onClick={playOrPause}
        >
          {isPlaying ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        </button>
        <button
          type="button"
          className={buttonStyles.primary}
          disabled={isAtEnd}
          aria-keyshortcuts="ArrowRight"
          title="Next (→)"
          onClick={next}
        >
          {predictsFirst && !isAtEnd ? 'Show it' : 'Next'}
          <ChevronRight size={16} aria-hidden="true" />
        </button>
        <label className={styles.predicts}>
          <input
            type="checkbox"
            checked={predictsFirst}
            onChange={event => setPredictsFirst(event.target.checked)}
          />
          Predict first
        </label>
      </div>

      <div className={styles.shown} aria-live="polite">
        <p className={styles.place}>{placeWords(steps, at)}</p>
        {current ? (
          <StepFormula step={current} derived={derived} />
        ) : (
          <p>
            The values on the chain are covered. Each step works out one of them: forward to the loss, back to
            the gradients, and then what the update makes of the weights.
          </p>
        )}
        {own && current && (
          <p
            className={styles.closeness}
            data-close={isClose(own.value, valueAt(current, derived)) || undefined}
          >
            {closenessWords(own.value, valueAt(current, derived))} {own.remark}
          </p>
        )}
      </div>

      {predictsFirst && coming && (
        <PredictionForm
          key={at}
          step={coming}
          derived={derived}
          onPredict={prediction => {
            setPredictions(before => new Map(before).set(at, prediction))
            next()
          }}
        />
      )}
      {predictions.size > 0 && (
        <p className={styles.tally}>
          {closeOnes(predictions, place => {
            const step = steps[place]
            return step ? valueAt(step, derived) : Number.NaN
          })}{' '}
          of {predictions.size} predictions close. Only you see them.
        </p>
      )}
      {isAtEnd && mayStep && (
        <button
          type="button"
          className={buttonStyles.button}
          onClick={() => {
            if (!addSteps(board, 1)) return
            session.setState(({ wave }) => ({ wave: wave + 1 }))
            setPredictions(new Map())
            goTo(0)
          }}
        >
          Take this step, and walk through the next one
        </button>
      )}
    </SidePanel>
  )
}

const closeOnes = (predictions: ReadonlyMap<number, Prediction>, actual: (place: number) => number): number =>
  [...predictions].filter(([place, { value }]) => isClose(value, actual(place))).length
