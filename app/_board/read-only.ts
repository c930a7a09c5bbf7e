import type { Phase } from '@/lib/connection'
import type { Role } from '@/lib/protocol'

/**
 * Why nothing on a page can be changed:
 * - `link`: whoever came by this link looks on.
 * - `disconnected`: the server ended the connection; what is done here would reach nobody.
 * - `unknown`: the server has not told yet what the link allows.
 */
export type ReadOnly = 'link' | 'disconnected' | 'unknown'

/** Why somebody with this role may change nothing in this phase of the connection; null when they may. */
export function readOnlyFor(role: Role | null, phase: Phase): ReadOnly | null {
  if (role === 'viewer' || role === 'annotator') return 'link'
  if (phase === 'refused' || phase === 'replaced') return 'disconnected'
  return role === null ? 'unknown' : null
}

/** Whether somebody with this role may draw and write on the board in this phase of the connection. */
export function mayAnnotateIn(role: Role | null, phase: Phase): boolean {
  return role !== null && role !== 'viewer' && phase !== 'refused' && phase !== 'replaced'
}

/**
 * The reason in a sentence.
 *
 * @param lookingOn - what there is to add for whoever looks on, such as what is left to editors
 */
export function readOnlyWords(why: ReadOnly, lookingOn: string): string {
  switch (why) {
    case 'link':
      return `Your link lets you look on; ${lookingOn}.`
    case 'disconnected':
      return 'This page is disconnected: the board can be read here, and not changed.'
    case 'unknown':
      return 'The server has not told yet whether your link lets you change the board.'
  }
}
