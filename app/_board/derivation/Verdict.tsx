'use client'

import { CircleCheck, CircleQuestionMark, CircleX, type LucideIcon, MapPin } from 'lucide-react'
import { memo } from 'react'
import type { Verdict as VerdictName } from '@/lib/notation'
import styles from './Line.module.css'
import { VERDICT_WORDS } from './verdict-words'

const ICONS: Readonly<Record<VerdictName, LucideIcon>> = {
  holds: CircleCheck,
  'only-here': MapPin,
  fails: CircleX,
  unclear: CircleQuestionMark,
}

interface Props {
  readonly verdict: VerdictName
  /** Somebody has typed on since it was worked out. */
  readonly isStale: boolean
}

/** What is to be said of a line: a sign and a word, and the colour besides. */
export const Verdict = memo(function Verdict({ verdict, isStale }: Props) {
  const Icon = ICONS[verdict]
  return (
    <span className={styles.verdict} data-verdict={verdict} data-stale={isStale || undefined}>
      <Icon className={styles.icon} aria-hidden="true" />
      {VERDICT_WORDS[verdict]}
    </span>
  )
})
