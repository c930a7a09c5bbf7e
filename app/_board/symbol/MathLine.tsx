'use client'

import { useKatex } from './katex'
import styles from './MathLine.module.css'

/** A rule on a line of its own, typeset; what it says stands in words beside it. */
export function MathLine({ latex }: { latex: string }) {
  const typeset = useKatex()
  if (!typeset) return null
  return (
    <div
      className={styles.line}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of a formula that we wrote
      dangerouslySetInnerHTML={{ __html: typeset(`\\displaystyle ${latex}`) }}
    />
  )
}
