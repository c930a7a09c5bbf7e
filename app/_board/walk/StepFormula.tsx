'use client'

import type { Derived } from '@/lib/board'
import { explain, type PassStep, quantityName, shortText } from '@/lib/notation'
import { MathLine } from '../symbol/MathLine'
import { withSubscripts } from '../symbol/QuantitySymbol'
import { valueAt } from './prediction'
import styles from './Walk.module.css'

/** How a quantity was worked out just now: its rule, the numbers put in, and the rule in words. */
export function StepFormula({ step, derived }: { step: PassStep; derived: Derived }) {
  const explanation = explain(step.quantity, derived)
  if (explanation === null) return null
  const relation = step.pass === 'update' ? 'becomes' : 'is'
  return (
    <div className={styles.formula} data-pass={step.pass}>
      <p className="unseen">
        {withSubscripts(quantityName(step.quantity))} {relation} {shortText(valueAt(step, derived))}.
      </p>
      <div className={styles.line}>
        <MathLine latex={explanation.symbolic} />
      </div>
      <div className={styles.line}>
        <MathLine latex={explanation.numeric} />
      </div>
      <p>{withSubscripts(explanation.words)}</p>
    </div>
  )
}
