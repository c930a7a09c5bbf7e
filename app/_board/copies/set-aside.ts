import type { Role } from '@/lib/protocol'
import { type Keep, type KeptCopy, MOST_COPIES } from '../browser/kept-copies'
import type { Cause } from './parting'

/** Work that the page has parted from. */
export interface SetAside {
  readonly cause: Cause
  readonly copy: KeptCopy
  /** Whether this browser keeps the copy; until it does, this page alone has it. */
  readonly keep: Keep
  /** How it stands to the board that the page went on from: whether it may be merged into that. */
  readonly fit: 'ahead' | 'alien' | 'unknown'
}

/** What happened to work that was set aside, what is safe, and what comes next. */
export function setAsideWords({
  cause,
  copy,
  keep,
  fit,
}: Pick<SetAside, 'cause' | 'copy' | 'keep' | 'fit'>): string {
  return [whatHappened(cause, copy.reason, fit), whatIsSafe(keep), whatIsNext(cause)]
    .filter(Boolean)
    .join(' ')
}

function whatHappened(cause: SetAside['cause'], reason: string, fit: SetAside['fit']): string {
  switch (cause) {
    case 'denied':
      return `Your last changes were not taken. ${reason}`
    case 'refused':
      return `The server did not take what this page sent. ${reason}`
    case 'shut out':
      return reason
    case 'damaged':
      return 'This browser’s own copy of the board was damaged, and held edits that had not been sent.'
    case 'replaced':
      return fit === 'alien'
        ? 'The server now has another board in this one’s place.'
        : 'The server’s data was replaced, for instance by a backup, and the board there lacks work that you had here.'
  }
}

function whatIsSafe(keep: SetAside['keep']): string {
  switch (keep) {
    case 'kept':
      return 'What you had is kept as a copy in this browser.'
    case 'full':
      return `What you had is on this page alone: this browser keeps ${MOST_COPIES} copies and has no room for more. Download it, or remove another copy and keep it.`
    case 'refused':
      return 'What you had is on this page alone, as this browser keeps no copies just now. Download it before you close the page.'
  }
}

function whatIsNext(cause: SetAside['cause']): string {
  if (cause === 'shut out') return 'You can read on here; to edit, you need a link that works.'
  return 'You go on from the board as the server has it.'
}

/** Whether a copy can be merged into the board: it is the same board with more in it, and the link may change that. */
export const mayPutBack = ({ cause, fit }: Pick<SetAside, 'cause' | 'fit'>, role: Role | null): boolean =>
  cause === 'replaced' && fit === 'ahead' && (role === 'owner' || role === 'editor')
