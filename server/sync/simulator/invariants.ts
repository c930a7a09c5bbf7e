import * as Y from 'yjs'
import { mayWrite } from '@/lib/protocol'
import type { Room } from '../room'
import { isSameDocument, isWhole } from '../stored-document'
import type { Audit } from './audit'
import { KEPT_IN } from './board'
import { KEPT } from './edits'
import { readEntries } from './entries'
import { STOLEN } from './hostile-client'
import type { Player } from './stage'

/** Everything that there is of a board at the end of a run. */
export interface Outcome {
  readonly players: readonly Player[]
  readonly live: Room
  /** The board as a server that starts now would load it. */
  readonly reloaded: Y.Doc
  readonly audit: Audit
}

/** Replicas, the server, the server loaded anew and the log in its whole length hold the same, and all of it. */
export function checkDocuments({ players, live, reloaded, audit }: Outcome): void {
  const docs = [
    { name: 'the server', doc: live.doc },
    { name: 'the server loaded anew', doc: reloaded },
    ...players.flatMap(player => player.replicas()),
  ]
  const content = contentOf(audit.logged)
  for (const { name, doc } of docs) {
    if (!isWhole(doc)) audit.blame(`${name} waits for something that does not come`)
    if (!isSameDocument(doc, audit.logged)) audit.blame(`${name} differs from the log`)
    else if (contentOf(doc) !== content) audit.blame(`${name} shows something else than the log`)
  }
  audit.checkOwed()
}

/**
 * Who has come sees all who are there, even if their own page was here a moment ago. To be called when all have come; what
 * it returns, when everything that was under way then has arrived.
 */
export function checkArrivals({
  players,
  live,
  audit,
}: Pick<Outcome, 'players' | 'live' | 'audit'>): () => void {
  const views = () => players.flatMap(player => player.seen())
  const [known, connections] = [presentIn(live), views().map(({ through }) => through)]
  return () => {
    const stayed = presentIn(live).filter(client => known.includes(client))
    for (const { name, clients, through } of views()) {
      const missing = stayed.filter(client => !clients.includes(client))
      if (missing.length > 0 && through !== null && connections.includes(through))
        audit.blame(`${name} does not show ${sorted(missing)}, who are there`)
    }
  }
}

/** Nobody who is not connected is shown, and everybody who is. */
export function checkPresence({ players, live, audit }: Outcome): void {
  const there = sorted(players.flatMap(player => player.shown()))
  const views = [
    { name: 'the server', clients: presentIn(live) },
    ...players.flatMap(player => player.seen()),
  ]
  for (const { name, clients } of views) {
    if (sorted(clients) !== there) audit.blame(`${name} shows ${sorted(clients)} while ${there} are there`)
  }
}

/** Nothing is there from those who may not write, and what is not theirs is as it was. */
export function checkRights({ audit }: Outcome): void {
  const { logged } = audit
  for (const root of KEPT_IN) {
    if (logged.getMap(root).get(KEPT) !== 'as it was') audit.blame(`somebody changed what is kept in ${root}`)
  }
  const content = contentOf(logged)
  if (content.includes(STOLEN) || content.includes('forbidden')) audit.blame('somebody wrote who may not')
  for (const [client, structs] of logged.store.clients) {
    const roles = audit.rolesOf(client)
    if (roles === null) continue
    for (const struct of structs) {
      const root = rootOf(struct)
      if (root !== null && ![...roles].some(role => mayWrite(role, root)))
        audit.blame(`${[...roles]} wrote to ${root} as ${client}`)
    }
  }
}

function presentIn(room: Room): number[] {
  const entries = room['presence'].everyone()
  return entries === null ? [] : readEntries(entries).map(({ client }) => client)
}

/** The root that content lies in; null for what nobody can see any more. */
function rootOf(struct: Y.Item | Y.GC): string | null {
  let item: Y.Item | Y.GC | null = struct
  while (item instanceof Y.Item && item.parent instanceof Y.AbstractType) {
    const type: Y.AbstractType<unknown> = item.parent
    if (type._item === null) return Y.findRootTypeKey(type)
    item = type._item
  }
  return null
}

/** What can be read in a document, with the keys in a fixed order. */
function contentOf(doc: Y.Doc): string {
  const roots = ['meta', 'model', 'annotations', 'lesson', 'threads', ...doc.share.keys()].sort()
  return JSON.stringify(
    [...new Set(roots)].map(name => [name, doc.getMap(name).toJSON()]),
    (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  )
}

const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join(' ')
