'use client'

import { useMemo, useState } from 'react'
import { shortText } from '@/lib/notation'
import { useDerived } from '../board-scope'
import styles from './Insight.module.css'
import { LandscapeProgressBar } from './LandscapeProgressBar'
import { type Landscape, lowestOf, rateAt } from './landscape'
import { Plot } from './Plot'
import { useLandscape } from './use-landscape'

const POINTS = 121
const [SLOWEST, FASTEST] = [1e-3, 10]
const STEPS = [1, 10, 100, 1_000, 10_000] as const

/** The loss after some steps, over the learning rate with which they are taken from the weights as they are now. */
export function RateView() {
  const { run, chain } = useDerived()
  const [steps, setSteps] = useState<number>(10)
  const { eta } = run.start
  const landscape = useMemo(
    (): Landscape & { kind: 'rate' } => ({
      kind: 'rate',
      start: { ...run.start, layers: chain.layers },
      from: SLOWEST,
      to: FASTEST,
      steps,
      size: POINTS,
    }),
    [run, chain, steps],
  )
  const [worked, stop] = useLandscape(landscape)
  return (
    <>
      <div className={styles.chosen}>
        <label>
          Loss after
          <select value={steps} onChange={event => setSteps(Number(event.target.value))}>
            {STEPS.map(count => (
              <option key={count} value={count}>
                {count === 1 ? '1 step' : `${count.toLocaleString('en')} steps`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {worked?.landscape.kind === 'rate' && (
        <Shown
          landscape={worked.landscape}
          numbers={worked.numbers}
          eta={eta}
          isDone={worked.state === 'done'}
        />
      )}
      <LandscapeProgressBar worked={worked} onStop={stop} />
      <p className={styles.words}>
        Too small a rate hardly moves, too large a one jumps over the valley. Where the line ends, the run
        diverges.
      </p>
    </>
  )
}

interface ShownProps {
  landscape: Landscape & { kind: 'rate' }
  numbers: Float64Array
  eta: number
  isDone: boolean
}

function Shown({ landscape, numbers, eta, isDone }: ShownProps) {
  const { from, to, size, steps } = landscape
  const share = Math.log(eta / from) / Math.log(to / from)
  const nearest = Math.round(share * (size - 1))
  const isOnAxis = share >= 0 && share <= 1
  const words = rateWords(landscape, numbers, isDone)
  return (
    <figure className={styles.figure}>
      <Plot
        words={words}
        numbers={numbers}
        ends={[shortText(from), shortText(to)]}
        name="η, on a log scale"
        marked={isOnAxis ? { share, number: numbers[nearest] ?? Number.NaN } : null}
      />
      <figcaption className={styles.words}>
        {words} {isOnAxis && `The board has η = ${shortText(eta)}.`}
        <span className="unseen"> After {steps} steps.</span>
      </figcaption>
    </figure>
  )
}

/** Which rate gets furthest, and from which on the run diverges. */
export function rateWords(
  landscape: Landscape & { kind: 'rate' },
  numbers: Float64Array,
  isDone: boolean,
): string {
  const best = lowestOf(numbers)
  if (best === null) return isDone ? 'With every rate here the run diverges.' : ''
  const last = numbers.findLastIndex(Number.isFinite)
  const diverges =
    isDone && last < numbers.length - 1
      ? ` From η ≈ ${shortText(rateAt(landscape, last + 1), 2)} on it diverges.`
      : ''
  return `The loss is lowest, ${shortText(numbers[best] ?? 0, 3)}, with η ≈ ${shortText(rateAt(landscape, best), 2)}.${diverges}`
}
