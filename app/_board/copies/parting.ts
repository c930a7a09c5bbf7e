import type { Status } from '@/lib/connection'
import { CLOSE } from '@/lib/protocol'

/**
 * Why a page cannot go on with the document that it has:
 * - `denied`: the server did not take a change, and nothing after it will ever be saved.
 * - `refused`: the server ended the connection over what it was sent.
 * - `shut out`: the link opens the board no more.
 * - `replaced`: the server has other data than those that the document is in step with.
 * - `damaged`: this browser's own copy could not be read whole.
 */
export type Cause = 'denied' | 'refused' | 'shut out' | 'replaced' | 'damaged'

/** A page parts from its document: the work in it is set aside as a copy, and, if it can, the page goes on without it. */
export interface Parting {
  readonly cause: Cause
  /** In the server's words where it gave some. */
  readonly reason: string
  readonly goesOn: boolean
}

const SHUT_OUT: readonly number[] = [CLOSE.unauthorised, CLOSE.revoked, CLOSE.noSuchBoard]

/** Whether the page has to part from its document; null when it has not, or when there is nothing in it to lose. */
export function partingFor(status: Status, hasUnsent: boolean): Parting | null {
  const { phase, refusal, denial, unsaved } = status
  if (denial !== null) return { cause: 'denied', reason: denial, goesOn: true }
  if (phase === 'replaced')
    return { cause: 'replaced', reason: 'The server’s data was replaced.', goesOn: true }
  if (refusal === null || (unsaved === 0 && !hasUnsent)) return null
  if (refusal.code === CLOSE.tooFast) return null // nothing is wrong with the work: it goes with the next connection
  if (SHUT_OUT.includes(refusal.code)) return { cause: 'shut out', reason: refusal.message, goesOn: false }
  return { cause: 'refused', reason: refusal.message, goesOn: true }
}

/** Whether connecting again by the same link can help after a refusal. */
export const mayConnectAgain = (code: number): boolean => !SHUT_OUT.includes(code)
