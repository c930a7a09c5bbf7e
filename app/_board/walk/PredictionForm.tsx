'use client'

import { useEffect, useId, useRef, useState } from 'react'
import type { Derived } from '@/lib/board'
import type { PassStep } from '@/lib/notation'
import { quantityName } from '@/lib/notation'
import buttonStyles from '../interface/Button.module.css'
import { MathLine } from '../symbol/MathLine'
import { leftOf, type Prediction, readPrediction } from './prediction'
import styles from './Walk.module.css'

interface Props {
  step: PassStep
  derived: Derived
  onPredict: (prediction: Prediction) => void
}

/** Asks what the next quantity will be: a number, or a formula. What is typed stays in this tab. */
export function PredictionForm({ step, derived, onPredict }: Props) {
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const [fieldId, troubleId] = [useId(), useId()]
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className={styles.prediction}
      onSubmit={event => {
        event.preventDefault()
        const read = readPrediction(typed, step, derived)
        if (read.ok) onPredict(read.prediction)
        else setTrouble(read.message)
      }}
    >
      <label htmlFor={fieldId}>
        What comes next?
        <span className="unseen"> {quantityName(step.quantity)}</span>
        <MathLine latex={`${leftOf(step)} \\; ?`} />
      </label>
      <div className={styles.entry}>
        <input
          ref={field}
          id={fieldId}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="a number or a formula"
          value={typed}
          aria-invalid={trouble !== null || undefined}
          aria-describedby={trouble === null ? undefined : troubleId}
          onChange={event => {
            setTyped(event.target.value)
            setTrouble(null)
          }}
        />
        <button type="submit" className={buttonStyles.button}>
          Predict
        </button>
      </div>
      {trouble !== null && (
        <p id={troubleId} role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
    </form>
  )
}
