import { isSaved, type Status } from '@/lib/connection'
import type { Role } from '@/lib/protocol'

export type Tone = 'calm' | 'busy' | 'warning'

/** What is the case with my edits, in a few words. "Saved" means: on the server's disk. */
export function connectionWords(status: Status, isCached: boolean): { tone: Tone; words: string } {
  const { phase, unsaved, role, storage } = status
  const edits = unsaved === 0 ? 'edits are' : unsaved === 1 ? '1 edit is' : `${unsaved} edits are`
  const kept = isCached ? `${edits} kept in this browser` : `${edits} only on this page: keep it open`
  switch (phase) {
    case 'refused':
    case 'replaced':
      return { tone: 'warning', words: 'Disconnected' }
    case 'offline':
      return { tone: 'warning', words: `Offline: ${kept}` }
    case 'connecting':
      return { tone: 'busy', words: 'Connecting…' }
    case 'online':
      if (storage !== 'ok' && !isSaved(status)) return { tone: 'warning', words: 'Not saved' }
      if (!writes(role)) return { tone: 'calm', words: 'Live' }
      return isSaved(status) ? { tone: 'calm', words: 'Saved' } : { tone: 'busy', words: 'Saving…' }
  }
}

/** What to say under the bar while the server cannot commit; null while it can. */
export function storageWords({ phase, storage, unsaved }: Status, isCached: boolean): string | null {
  if (phase !== 'online' || storage === 'ok') return null
  const trouble =
    storage === 'full' ? 'the server’s storage is full' : 'the server’s storage does not answer just now'
  if (unsaved === 0)
    return `${capital(trouble)}. Nothing new is saved or shown to the others until it recovers, which this page notices by itself.`
  const safety = isCached
    ? 'Keep this page open; your work is kept in this browser.'
    : 'Keep this page open: your work is on it and nowhere else.'
  return `Not saved – ${trouble}. ${safety}`
}

const writes = (role: Role | null): boolean => role !== 'viewer' && role !== 'annotator'

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
