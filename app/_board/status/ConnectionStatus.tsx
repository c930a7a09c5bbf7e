'use client'

import { useStore } from 'zustand'
import type { Connection, Phase } from '@/lib/connection'
import type { LiveBoard } from '../page/open-live-board'
import styles from './ConnectionStatus.module.css'
import { connectionWords } from './connection-words'
import { useConnectionStatus } from './use-connection-status'

const SPOKEN: Record<Phase, string> = {
  connecting: '',
  online: 'Connected',
  offline: 'Offline',
  refused: 'Disconnected',
  replaced: 'Disconnected',
}

interface Props {
  connection: Connection
  /** Whether this browser keeps a copy of the board, with the latest edit in it. */
  keeping: LiveBoard['keeping']
}

export function ConnectionStatus({ connection, keeping }: Props) {
  const status = useConnectionStatus(connection)
  const kept = useStore(keeping, ({ state }) => state)
  const { tone, words } = connectionWords(status, kept)
  return (
    <>
      {/* Saving and Saved alternate with every edit: what is spoken is only that the connection came or went. */}
      <span className={styles.status} role="status" aria-live="off" aria-label="Connection" data-tone={tone}>
        <span className={styles.dot} aria-hidden="true" />
        {words}
      </span>
      <span className="unseen" aria-live="polite">
        {SPOKEN[status.phase]}
      </span>
    </>
  )
}
