import type { Role, StorageState } from '@/lib/protocol'

/**
 * - `connecting`: the first attempt is under way.
 * - `online`: the board's state arrived through the present connection, and every change arrives at once.
 * - `offline`: there is no connection; it is tried again without being asked, unless the browser says it is offline.
 * - `refused`: the server said why it does not want this connection; it is not tried again.
 * - `replaced`: the server has another storage than the one that the document is in step with: a backup was restored, or
 *   the data were moved. Nothing was exchanged, and it is not tried again.
 */
export type Phase = 'connecting' | 'online' | 'offline' | 'refused' | 'replaced'

/** Why the server does not want this connection. */
export interface Refusal {
  /** A close code from 4400 to 4499. */
  readonly code: number
  /** The server's own words. */
  readonly message: string
}

/** What a page may say about its connection. */
export interface Status {
  readonly phase: Phase
  /** Whether the board's state ever arrived from the server. */
  readonly everSynced: boolean
  /** Changes made here that the server has not committed yet, those made offline included. */
  readonly unsaved: number
  /** The role that the link gives, and who this browser is on the board; null until the server has told. */
  readonly role: Role | null
  readonly participant: string | null
  /** The generation of the storage that the document is in step with; null before the first state came from it. */
  readonly generation: string | null
  readonly refusal: Refusal | null
  /** Why the server did not take a change, in its own words: nothing that is sent after it will ever be saved. */
  readonly denial: string | null
  /** How the server's commits fare, as far as it has told on the present connection. */
  readonly storage: StorageState
}

/** Whether everything that is on the board here is on the server's disk. */
export const isSaved = ({ phase, unsaved, denial }: Status): boolean =>
  phase === 'online' && unsaved === 0 && denial === null
