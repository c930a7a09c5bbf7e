'use client'

import { memo, useLayoutEffect, useRef, useState } from 'react'
import styles from './Formula.module.css'
import type { SetFormula } from './set-formula'
import { useFormula } from './use-formula'

interface Props {
  readonly source: string
  /** On a line of its own, and as large as that takes. */
  readonly isDisplay?: boolean
  /** While it is typed, what it was stays until it is a formula again. */
  readonly isBeingWritten?: boolean
  /** With room under each symbol of the chain for its number. */
  readonly hasNumbers?: boolean
  /** Is given the formula's element whenever it shows something new. */
  readonly onShow?: (formula: HTMLElement) => void
}

/** A formula that somebody wrote. What it draws stays in its box, and one that cannot be set is shown as its source. */
export const Formula = memo(function Formula({
  source,
  isDisplay = false,
  isBeingWritten = false,
  hasNumbers = false,
  onShow,
}: Props) {
  const now = useFormula(source, isDisplay, hasNumbers)
  const [last, setLast] = useState<SetFormula | null>(null)
  if (now?.kind === 'set' && now !== last) setLast(now)
  const isKept = last !== null && (now === null || (isBeingWritten && now.kind === 'trouble'))
  const formula = isKept ? last : now
  const element = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (formula?.kind === 'set' && element.current) onShow?.(element.current)
  }, [formula, onShow])

  if (formula === null) return <code className={styles.source}>{source}</code>
  if (formula.kind === 'trouble') {
    return (
      <code className={styles.trouble} title={formula.trouble.words}>
        {source}
        <span className="unseen"> (This formula cannot be shown: {formula.trouble.words})</span>
      </code>
    )
  }
  return (
    <span
      ref={element}
      className={styles.formula}
      data-display={isDisplay || undefined}
      data-kept={isKept || undefined}
    >
      <span
        className="unseen"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of what `checkLatex` has passed
        dangerouslySetInnerHTML={{ __html: formula.mathml }}
      />
      <span
        aria-hidden="true"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of what `checkLatex` has passed
        dangerouslySetInnerHTML={{ __html: formula.html }}
      />
    </span>
  )
})
