'use client'

import { useLayoutEffect } from 'react'
import { explain, quantityKey, quantityName } from '@/lib/notation'
import { useBoardScope, useDerived, useSession } from '../board-scope'
import { type Inspection, NOTHING_LIT } from '../session'
import { useKatex } from '../symbol/katex'
import { withSubscripts } from '../symbol/QuantitySymbol'
import styles from './FormulaLine.module.css'
import { GradientVerdict } from './GradientCheck'

/** What a quantity comes from, on the line and, lit up, on the chain. */
export function Explanation({ inspection }: { inspection: Inspection }) {
  const { session } = useBoardScope()
  const derived = useDerived()
  const typeset = useKatex()
  const explanation = explain(inspection.quantity, derived)
  const sources = (explanation?.sources ?? []).map(quantityKey).join(' ')
  useLayoutEffect(() => {
    session.setState({ lit: sources === '' ? NOTHING_LIT : new Set(sources.split(' ')) })
    return () => session.setState({ lit: NOTHING_LIT })
  }, [session, sources])
  const isHidden = useSession(({ walkMarks }) => walkMarks.hidden.has(quantityKey(inspection.quantity)))
  const isWalking = useSession(({ walk }) => walk !== null)
  if (!explanation) return null
  // Whoever walks through the passes sees a rule before its numbers, and what a step will make of a weight not before they are there.
  const isStep = inspection.quantity.kind === 'w' || inspection.quantity.kind === 'b'
  const tellsAhead = isHidden || (isWalking && isStep)

  return (
    <>
      <div className={styles.rules}>
        {typeset ? (
          [explanation.symbolic, ...(tellsAhead ? [] : [explanation.numeric])].map(latex => (
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
      <DeriveButton quantity={inspection.quantity} />
      <p className={styles.words} aria-live={inspection.by === 'focus' ? 'polite' : 'off'}>
        {tellsAhead && isStep ? '' : withSubscripts(explanation.words)}
      </p>
      {!isHidden && <GradientVerdict quantity={inspection.quantity} derived={derived} />}
    </>
  )
}

/** Starts a derivation of the quantity on the board. (By keyboard that is Shift+D: the focus stays on the quantity.) */
function DeriveButton({ quantity }: Pick<Inspection, 'quantity'>) {
  const { session, link, mayAnnotate } = useBoardScope()
  const isGiven = quantity.kind === 'y' || quantity.kind === 'eta'
  if (link === null || !mayAnnotate || isGiven) return null
  return (
    <button
      type="button"
      className={styles.derive}
      tabIndex={-1}
      title="Derive this (Shift+D)"
      // The quantity keeps the focus, and this card with it, until the derivation is there.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
      onClick={() => session.setState({ deriving: quantity })}
    >
      Derive this
    </button>
  )
}
