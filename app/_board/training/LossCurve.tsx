'use client'

import { Suspense, useState } from 'react'
import { shortText } from '@/lib/notation'
import { useBoardScope, useDerived, useModel } from '../board-scope'
import { lazyPart } from '../interface/lazy-part'
import { QuantitySymbol } from '../symbol/QuantitySymbol'
import { count } from './count'
import styles from './LossCurve.module.css'
import { curveWords, extent, needsLogScale, noCurveWords } from './loss-words'
import { useLossCurve } from './use-loss-curve'

const LossPlot = lazyPart(() => import('./LossPlot').then(m => m.LossPlot))

/** The loss over the steps of the run, with the shown step marked and its values readable under the pointer. */
export function LossCurve() {
  const { session } = useBoardScope()
  const { samples } = useModel()
  const { run, step, steps, reached } = useDerived()
  const curve = useLossCurve(run, reached)
  const [pointed, setPointed] = useState<number | null>(null)
  const isMean = samples.length > 1

  if (curve === null) {
    return (
      <figure className={styles.figure} data-empty>
        <p>The loss curve begins with the first step.</p>
      </figure>
    )
  }

  const noCurve = noCurveWords(curve)
  if (noCurve !== null) {
    return (
      <figure className={styles.figure} data-empty>
        <p>{noCurve}</p>
      </figure>
    )
  }

  const isLog = needsLogScale(curve.losses)
  const { min, max } = extent(curve.losses)
  const last = curve.steps.at(-1) ?? steps
  const marked = { step, loss: run.lossAt(step) }
  const isPointing = pointed !== null && pointed <= reached
  const read = isPointing ? { step: pointed, loss: run.lossAt(pointed) } : marked

  return (
    <figure className={styles.figure} aria-label={curveWords(curve, isMean)}>
      <figcaption className={styles.reading}>
        step {count(read.step)}: {isMean && 'mean '}
        <QuantitySymbol quantity={{ kind: 'loss' }} /> = {shortText(read.loss)}
      </figcaption>
      <div className={styles.plot} aria-hidden="true">
        <span className={styles.top}>{shortText(max, 2)}</span>
        <span className={styles.bottom}>{shortText(isLog ? min : Math.min(0, min), 2)}</span>
        <span className={styles.first}>0</span>
        <span className={styles.kind}>{isLog ? 'log scale' : 'steps'}</span>
        <span className={styles.last}>{count(last)}</span>
        <div className={styles.canvas}>
          <Suspense fallback={null}>
            <LossPlot
              key={isLog ? 'log' : 'linear'}
              curve={curve}
              isLog={isLog}
              marked={marked}
              onPoint={setPointed}
              onPick={chosen => session.setState({ viewedStep: chosen >= steps ? null : chosen })}
            />
          </Suspense>
        </div>
      </div>
    </figure>
  )
}
