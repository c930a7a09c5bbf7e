'use client'

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Role } from '@/lib/protocol'
import { useBoardScope, useSession } from '../board-scope'
import { useLasting } from '../interface/use-lasting'
import { nameWithRole, type Participant, people } from '../people/presences'
import styles from './AgreementBadge.module.css'
import { type DigestMemory, REMEMBERED_MS, type Verdict } from './agreement'

/** How long somebody may lag before the badge names them: edits need a moment to arrive. */
const PATIENCE_MS = 2000

interface Opinion {
  readonly id: string
  readonly name: string
  readonly isMe: boolean
  readonly role: Role | undefined
  readonly verdict: Verdict
  /** Whether they have published a digest at all. */
  readonly hasComputed: boolean
}

function opinionsOf(participants: readonly Participant[], memory: DigestMemory): Opinion[] {
  const now = performance.now()
  return people(participants).map(({ user, isMe }) => {
    const tabs = participants.filter(tab => tab.user.id === user.id)
    const verdicts = tabs.map(tab => (tab.isMe ? 'agrees' : memory.judge(tab.digest, now)))
    const verdict = (['differs', 'behind'] as const).find(bad => verdicts.includes(bad)) ?? 'agrees'
    const hasComputed = tabs.every(tab => tab.digest !== null)
    return { id: user.id, name: user.name, role: user.role, isMe, verdict, hasComputed }
  })
}

const WORDS: Record<Verdict, string> = {
  agrees: 'same inputs, same results to the last bit',
  behind: 'has other inputs right now, or is still computing',
  differs: 'same inputs, but other results',
}

function wordsFor({ isMe, verdict, hasComputed }: Opinion, isComputing: boolean): string {
  if (isComputing) return isMe ? 'not computed to the end' : 'compared when this browser has computed'
  return hasComputed ? WORDS[verdict] : 'has not computed yet'
}

/** Whether every browser on the board computed the same bits, and who did not. */
export function AgreementBadge({ memory }: { memory: DigestMemory }) {
  const { presences } = useBoardScope()
  const participants = useStore(presences, state => state.participants)
  const opinions = useSettled(participants, memory)
  const agreeing = opinions.filter(({ verdict }) => verdict === 'agrees').length
  const odd = opinions.filter(({ verdict }) => verdict !== 'agrees')
  const isComputing = useLasting(
    useSession(({ computed }) => computed !== null),
    PATIENCE_MS,
  )
  const verdict: Verdict = odd.some(other => other.verdict === 'differs')
    ? 'differs'
    : odd.length > 0
      ? 'behind'
      : 'agrees'
  const shown = isComputing ? 'behind' : verdict
  const Icon = { agrees: CircleCheck, behind: CircleDashed, differs: CircleAlert }[shown]

  return (
    <details
      className={styles.badge}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.open = false
      }}
    >
      <summary className={styles.summary} data-verdict={shown}>
        <Icon size={16} aria-hidden="true" />
        <span>{isComputing ? 'Not compared yet' : `${agreeing} of ${opinions.length} agree`}</span>
        {odd.length > 0 && !isComputing && (
          <span className={styles.odd}>· not {odd.map(({ name }) => name).join(', ')}</span>
        )}
      </summary>
      <div className={styles.panel}>
        <p>Every browser computes the chain by itself. They agree when all bits are the same.</p>
        {isComputing && (
          <p>This browser has not computed the run to its last step, so there is nothing to compare yet.</p>
        )}
        <ul>
          {opinions.map(opinion => (
            <li key={opinion.id}>
              <strong>{opinion.isMe ? `${opinion.name} (you)` : nameWithRole(opinion)}</strong>
              <span>{wordsFor(opinion, isComputing)}</span>
            </li>
          ))}
        </ul>
        <p>
          Digest of my results <code>{(isComputing ? null : memory.current?.results) ?? '…'}</code>
        </p>
      </div>
    </details>
  )
}

/** The opinions, where somebody who has agreed before and now lags is given a moment. */
function useSettled(participants: readonly Participant[], memory: DigestMemory): Opinion[] {
  const [isOverdue, setOverdue] = useState(false)
  const opinions = opinionsOf(participants, memory)
  useLaterLook(participants)
  const lagging = opinions
    .filter(({ verdict }) => verdict === 'behind')
    .map(({ id }) => id)
    .join()

  useEffect(() => {
    setOverdue(false)
    if (lagging === '') return
    const timer = setTimeout(() => setOverdue(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [lagging])

  if (isOverdue) return opinions
  return opinions.map(opinion =>
    opinion.verdict === 'behind' && opinion.hasComputed
      ? { ...opinion, verdict: 'agrees' as const }
      : opinion,
  )
}

/** Renders once more when everything that a quiet board still forgives has run out. */
function useLaterLook(participants: readonly Participant[]): void {
  const [, look] = useState<readonly Participant[]>([])
  useEffect(() => {
    const timer = setTimeout(() => look(participants), REMEMBERED_MS + 100)
    return () => clearTimeout(timer)
  }, [participants])
}
