'use client'

import { lazy, Suspense, useEffect } from 'react'
import { useSession } from '../board-scope'
import { whenIdle } from '../interface/when-idle'
import styles from './FormulaLine.module.css'

const loadExplanation = () => import('./Explanation').then(({ Explanation }) => ({ default: Explanation }))
const Explanation = lazy(loadExplanation)

/** The formula of the quantity that is pointed at or focused: in symbols, with its numbers put in, and in words. */
export function FormulaLine() {
  const inspection = useSession(state => state.inspection)
  const isBesidePanel = useSession(state => state.panel !== null)
  useEffect(() => {
    const soon = whenIdle(loadExplanation)
    soon()
    return soon.cancel
  }, [])
  return (
    <section className={styles.formula} aria-label="Formula" data-beside-panel={isBesidePanel || undefined}>
      {inspection ? (
        <Suspense>
          <Explanation inspection={inspection} />
        </Suspense>
      ) : (
        <p className={styles.hint}>
          Point at a quantity, or walk to it with the arrow keys, to see where it comes from.
        </p>
      )}
    </section>
  )
}
