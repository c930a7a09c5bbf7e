import { isSaved, type Status } from '@/lib/connection'
import type { Role } from '@/lib/protocol'
import type { Keeping } from '../browser/local-copy'

export type Tone = 'calm' | 'busy' | 'warning'

/** What is the case with my edits, in a few words. "Saved" means: on the server's disk. */
export function connectionWords(status: Status, keeping: Keeping): { tone: Tone; words: string } {
  const { phase, unsaved, role, storage } = status
  switch (phase) {
    case 'refused':
    case 'replaced':
      return { tone: 'warning', words: 'Disconnected' }
    case 'offline':
      return { tone: 'warning', words: `Offline: ${keepingWords(unsaved, keeping)}` }
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

function keepingWords(unsaved: number, keeping: Keeping): string {
  const edits = unsaved === 0 ? 'edits are' : unsaved === 1 ? '1 edit is' : `${unsaved} edits are`
  switch (keeping) {
    case 'kept':
      return `${edits} kept in this browser`
    case 'keeping':
      return 'keeping your edits in this browser…'
    case 'none':
      return `${edits} only on this page: keep it open`
  }
}

const writes = (role: Role | null): boolean => role !== 'viewer' && role !== 'annotator'

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
