import type * as Y from 'yjs'
import { mayWrite, type Role } from '@/lib/protocol'
import type { Claims } from './claims'
import { examine, type Finding } from './examine'

const ONLY_LOOKS = 'This link lets you look, not change.'
/** A viewer's page has nothing of its own to bring. What is larger than this and brings content is denied without being read. */
const LARGEST_READ_OF_A_VIEWER = 65_536

/** What a room does with an update, and how many structs the guard walked over to know. */
export type Verdict = Decision & { readonly walked: number }

type Decision =
  | {
      readonly kind: 'take'
      readonly authors: ReadonlySet<number>
      /** How many neighbours Yjs looks at to put it in its place, at most. */
      readonly looks: number
    }
  /** Nothing new in it: harmless from anybody. */
  | { readonly kind: 'nothing' }
  /** It builds on something that the room does not have: ask for all of it. */
  | { readonly kind: 'gap' }
  /**
   * Not taken, and the connection goes on: a viewer's change, or one under a client id of another participant. An honest
   * page comes to bear such an id when its browser kept the board and lost the token; it may go on looking.
   */
  | { readonly kind: 'deny'; readonly reason: string }
  /** A change that no page of ours lets anybody make: the connection ends. */
  | { readonly kind: 'refuse'; readonly reason: string }

/** Whether an update is denied for its role and size, whatever is in it. */
export function isDeniedUnread(update: Uint8Array, role: Role): boolean {
  const bringsContent = update[0] !== 0
  return role === 'viewer' && bringsContent && update.length > LARGEST_READ_OF_A_VIEWER
}

/** Judges an update by what it would change in `doc`, the role of the sender's link and whose client ids it writes under. */
export function judge(
  doc: Y.Doc,
  update: Uint8Array,
  role: Role,
  participant: string,
  claims: Claims,
): Verdict {
  if (isDeniedUnread(update, role)) return { kind: 'deny', reason: ONLY_LOOKS, walked: 0 }
  const finding = examine(doc, update)
  if (finding.kind === 'malformed')
    return { kind: 'refuse', reason: `A change was malformed: ${finding.reason}.`, walked: 0 }
  const { walked } = finding
  return { ...decide(finding, role, participant, claims), walked }
}

function decide(
  finding: Exclude<Finding, { kind: 'malformed' }>,
  role: Role,
  participant: string,
  claims: Claims,
): Decision {
  if (finding.kind === 'nothing') return finding
  if (role === 'viewer') return { kind: 'deny', reason: ONLY_LOOKS }
  if (finding.kind === 'gap') return finding
  for (const root of finding.roots) {
    if (!mayWrite(role, root))
      return { kind: 'refuse', reason: `This ${role} link may not change "${root.slice(0, 24)}".` }
  }
  for (const client of finding.authors) {
    if (!claims.allow(client, participant))
      return { kind: 'deny', reason: 'A change bears the id of somebody else.' }
  }
  return { kind: 'take', authors: finding.authors, looks: finding.looks }
}
