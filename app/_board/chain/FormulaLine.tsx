'use client'

import { explain, quantityName } from '@/lib/notation'
import { useDerived, useSession } from '../board-scope'
import { useKatex } from '../symbol/katex'
import { withSubscripts } from '../symbol/QuantitySymbol'
import styles from './FormulaLine.module.css'
import { GradientVerdict } from './GradientCheck'

/** The formula of the quantity that is pointed at or focused: in symbols, with its numbers put in, and in words. */
export function FormulaLine() {
  const inspection = useSession(state => state.inspection)
  const derived = useDerived()
  const typeset = useKatex()
  const isBesidePanel = useSession(state => state.panel !== null)
  const section = {
    className: styles.formula,
    'aria-label': 'Formula',
    'data-beside-panel': isBesidePanel || undefined,
  }

  const explanation = inspection && explain(inspection.quantity, derived)
  if (!explanation) {
    return (
      <section {...section}>
        <p className={styles.hint}>
          Point at a quantity, or walk to it with the arrow keys, to see where it comes from.
        </p>
      </section>
    )
  }

  return (
    <section {...section}>
      <div className={styles.rules}>
        {typeset ? (
          [explanation.symbolic, explanation.numeric].map(latex => (
            <div
              key={latex}
              className={styles.math}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of a formula that we wrote
              dangerouslySetInnerHTML={{ __html: typeset(`\\displaystyle ${latex}`) }}
            />
          ))
        ) : (
          <div className={styles.math}>{quantityName(inspection.quantity)}</div>
        )}
      </div>
      <p className={styles.words} aria-live={inspection.by === 'focus' ? 'polite' : 'off'}>
        {withSubscripts(explanation.words)}
      </p>
      <GradientVerdict quantity={inspection.quantity} derived={derived} />
    </section>
  )
}
