import type * as Y from 'yjs'
import type { Clock } from '@/lib/connection'
import type { Role } from '@/lib/protocol'
import type { Audit } from './audit'
import type { Network } from './network'
import type { Trace } from './trace'

/** How often everything was done and happened in a run. */
export class Figures {
  operations = 0
  edits = 0
  connections = 0
  crashes = 0
  restarts = 0
  revocations = 0
  storageErrors = 0
  refusals = 0
  hostileFrames = 0
  compactions = 0
  rows = 0
}

/** What the people of a run find around them. */
export interface Stage {
  readonly clock: Clock
  readonly network: Network
  readonly audit: Audit
  readonly trace: Trace
  readonly figures: Figures
  readonly boardId: string
  readonly url: string
  /** The secret of the role's link as it stands. */
  secretOf(role: Role): string
  /** Whether the role's link is being replaced at this moment. */
  isReplacing(role: Role): boolean
  newClientId(): number
  /** The board as the server has it at this moment. */
  serverDocument(): Y.Doc
}

/** Whom one page shows as present. */
export interface View {
  readonly name: string
  readonly clients: readonly number[]
  /** The connection through which the server reaches it, if it is a page of ours: it shows everybody once it is online. */
  readonly through: string | null
}

/** One of those who take part. */
export interface Player {
  /** Does one thing. */
  operate(): void
  /** The trouble is over: comes back if it can. Called again and again while things come to rest. */
  recover(): void
  /** Whether everything that it did is where it belongs, as far as it knows. */
  isAtRest(): boolean
  /** Documents that have to equal the server's at the end. */
  replicas(): { readonly name: string; readonly doc: Y.Doc }[]
  /** Whom each of its pages shows as present: Yjs client ids. */
  seen(): View[]
  /** The client ids under which it is connected and shows itself. */
  shown(): readonly number[]
  /** The owner replaces the links of these roles; whether that is done. */
  lose(roles: readonly Role[], isDone: boolean): void
  /** Ends its timers. */
  destroy(): void
}
