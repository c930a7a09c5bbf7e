'use client'

import type { CSSProperties } from 'react'
import { useKatex } from './katex'
import styles from './MathSymbol.module.css'

interface Props {
  latex: string
  /** What stands there until the typesetter has loaded: plain text of about the same look. */
  plain: string
  /** The room kept for the symbol, in em, so that nothing moves when it is typeset. */
  width: number
}

/** A symbol of the chain, typeset. It is decoration: whatever it labels carries its name for assistive technology. */
export function MathSymbol({ latex, plain, width }: Props) {
  const typeset = useKatex()
  const room: CSSProperties = { width: `${width}em` }
  if (!typeset) {
    return (
      <span className={styles.symbol} style={room} aria-hidden="true">
        <i>{plain}</i>
      </span>
    )
  }
  return (
    <span
      className={styles.symbol}
      style={room}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of a formula that we wrote
      dangerouslySetInnerHTML={{ __html: typeset(latex) }}
    />
  )
}
