'use client'

import { Suspense, useEffect, useState } from 'react'
import { useSession } from '../board-scope'
import { lazyPart } from '../interface/lazy-part'
import styles from './FormulaLine.module.css'

const Explanation = lazyPart(() => import('./Explanation').then(m => m.Explanation))

interface Props {
  /** It stands over the board's lower edge, as long as there is something to say, and takes no room from the board. */
  readonly isOverBoard?: boolean
}

/** The formula of the quantity that is pointed at or focused: in symbols, with its numbers put in, and in words. */
export function FormulaLine({ isOverBoard = false }: Props) {
  const inspection = useSession(state => state.inspection)
  const [isKnown, setIsKnown] = useState(false)
  const isBesidePanel = useSession(state => state.panel !== null)
  useEffect(() => {
    if (inspection !== null) setIsKnown(true)
  }, [inspection])
  return (
    <section
      className={styles.formula}
      aria-label="Formula"
      data-over-board={isOverBoard || undefined}
      data-beside-panel={isBesidePanel || undefined}
      data-by={inspection?.by}
    >
      {inspection ? (
        <Suspense>
          <Explanation inspection={inspection} />
        </Suspense>
      ) : (
        !(isOverBoard && isKnown) && (
          <p className={styles.hint}>
            Point at a quantity, or walk to it with the arrow keys, to see where it comes from.
          </p>
        )
      )}
    </section>
  )
}
