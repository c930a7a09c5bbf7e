'use client'

import { type Connection, isSaved, type Phase, type Status } from '@/lib/connection'
import styles from './ConnectionStatus.module.css'
import { useConnectionStatus } from './use-connection-status'

type Tone = 'calm' | 'busy' | 'warning'

/** What is the case with my edits, in words. "Saved" means: on the server's disk. */
function describe(status: Status, isCached: boolean): { tone: Tone; words: string } {
  const { phase, unsaved, role } = status
  const edits = unsaved === 0 ? 'edits are' : unsaved === 1 ? '1 edit is' : `${unsaved} edits are`
  const kept = isCached ? `${edits} kept in this browser` : `${edits} only on this page: keep it open`
  switch (phase) {
    case 'refused':
      return { tone: 'warning', words: 'Disconnected' }
    case 'offline':
      return { tone: 'warning', words: `Offline: ${kept}` }
    case 'connecting':
      return { tone: 'busy', words: 'Connecting…' }
    case 'online':
      if (role === 'viewer' || role === 'annotator') return { tone: 'calm', words: 'Live' }
      return isSaved(status) ? { tone: 'calm', words: 'Saved' } : { tone: 'busy', words: 'Saving…' }
  }
}

const SPOKEN: Record<Phase, string> = {
  connecting: '',
  online: 'Connected',
  offline: 'Offline',
  refused: 'Disconnected',
}

interface Props {
  connection: Connection
  /** Whether this browser keeps a copy of the board. */
  isCached: boolean
}

export function ConnectionStatus({ connection, isCached }: Props) {
  const status = useConnectionStatus(connection)
  const { tone, words } = describe(status, isCached)
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
