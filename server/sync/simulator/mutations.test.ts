import './virtual-time'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeSaved, encodeStep2, readMessage } from '@/lib/protocol'
import { Claims } from '../claims'
import { Connection } from '../connection'
import type * as guard from '../guard'
import { PresenceTable } from '../presence'
import { Room } from '../room'
import { readStoredDocument } from '../stored-document'
import { FaultyStorage } from './faulty-storage'
import { type Plan, simulate } from './simulate'

const judge = vi.hoisted(() => ({
  mutated: null as ((original: typeof guard.judge) => typeof guard.judge) | null,
}))

vi.mock('../guard', async importOriginal => {
  const original = await importOriginal<typeof guard>()
  const mutable: typeof guard.judge = (...given) =>
    (judge.mutated?.(original.judge) ?? original.judge)(...given)
  return { ...original, judge: mutable }
})

/** A rule of the server, a way to break it, and what has to be seen then. */
interface Mutation {
  readonly rule: string
  readonly shows: RegExp
  readonly plan?: Partial<Plan>
  breakIt(): void
}

/** Replaces a method that types hide. */
function replacePrivate(prototype: object, name: string, method: (...given: never[]) => unknown): void {
  vi.spyOn(prototype as Record<string, typeof method>, name).mockImplementation(method)
}

const { appendUpdates, compact, loadBoard } = FaultyStorage.prototype
const { receive, publish } = Room.prototype

const MUTATIONS: readonly Mutation[] = [
  {
    rule: 'what is shown is in the log before',
    shows: /was shown what is not in the log/,
    breakIt() {
      vi.spyOn(FaultyStorage.prototype, 'appendUpdates').mockImplementation(function (
        this: FaultyStorage,
        rows,
      ) {
        void appendUpdates.call(this, rows).catch(() => {})
        return Promise.resolve()
      })
    },
  },
  {
    rule: 'a failed commit is no commit',
    shows: /was shown what is not in the log|was told that a change is saved and it is not/,
    breakIt() {
      vi.spyOn(FaultyStorage.prototype, 'appendUpdates').mockImplementation(function (
        this: FaultyStorage,
        rows,
      ) {
        return appendUpdates.call(this, rows).catch(() => {})
      })
    },
  },
  {
    rule: 'a change is said to be saved only after its commit',
    shows: /was told that a change is saved and it is not/,
    breakIt() {
      vi.spyOn(Room.prototype, 'receive').mockImplementation(function (this: Room, peer, frame, now) {
        receive.call(this, peer, frame, now)
        const count = this['seats'].get(peer)?.takeSettled() ?? null
        if (count !== null && peer.named) peer.send([encodeSaved(count)])
      })
    },
  },
  {
    rule: 'a viewer changes nothing',
    shows: /somebody wrote who may not|somebody changed what is kept|viewer wrote to/,
    breakIt() {
      judge.mutated =
        original =>
        (doc, update, role, ...rest) =>
          original(doc, update, role === 'viewer' ? 'editor' : role, ...rest)
    },
  },
  {
    rule: 'an annotator leaves the model alone',
    shows: /somebody wrote who may not|annotator wrote to|somebody changed what is kept/,
    breakIt() {
      judge.mutated =
        original =>
        (doc, update, role, ...rest) =>
          original(doc, update, role === 'annotator' ? 'editor' : role, ...rest)
    },
  },
  {
    rule: 'an update is taken only if all that it builds on is there',
    shows: /the server says|wrote|never came to rest|waits for something/,
    breakIt() {
      judge.mutated =
        original =>
        (...given) => {
          const verdict = original(...given)
          return verdict.kind === 'gap' || verdict.kind === 'refuse'
            ? { kind: 'take', authors: new Set(), looks: 0, walked: 0 }
            : verdict
        }
    },
  },
  {
    rule: 'a client id belongs to whoever had it first',
    shows: /was used by|reaches further than its owner wrote|had to give up its client id/,
    breakIt() {
      vi.spyOn(Claims.prototype, 'allow').mockReturnValue(true)
    },
  },
  {
    rule: 'an announced id stays its owner’s',
    shows: /was used by|reaches further than its owner wrote|was denied/,
    plan: { operations: 100 },
    breakIt() {
      vi.spyOn(FaultyStorage.prototype, 'appendUpdates').mockImplementation(function (
        this: FaultyStorage,
        rows,
      ) {
        return appendUpdates.call(this, rows)
      })
    },
  },
  {
    rule: 'an id is shown after its claim is logged',
    shows: /was shown before the log said whose it is/,
    breakIt() {
      vi.spyOn(Claims.prototype, 'isShowable').mockReturnValue(true)
    },
  },
  {
    rule: 'connections of a replaced link end',
    shows: /wrote with a revoked link|never came to rest|are there/,
    breakIt() {
      vi.spyOn(Room.prototype, 'revoke').mockImplementation(() => {})
    },
  },
  {
    rule: 'whoever leaves is not shown any more',
    shows: /who is not there, was shown|are there/,
    breakIt() {
      vi.spyOn(PresenceTable.prototype, 'leave').mockReturnValue(null)
    },
  },
  {
    rule: 'nobody speaks for somebody else',
    shows: /was shown as somebody else|who is not there, was shown|are there/,
    breakIt() {
      replacePrivate(PresenceTable.prototype, 'speaksFor', () => true)
    },
  },
  {
    rule: 'a connection that answers no ping ends',
    shows: /are there/,
    breakIt() {
      replacePrivate(Connection.prototype, 'ping', function (this: Connection) {
        this['wire'].ping()
        this['planPing']()
      })
    },
  },
  {
    rule: 'a snapshot holds everything that it replaces',
    // Whoever knows what was lost brings it back, and is denied: it bears the ids of others.
    shows: /differs|not in the log|the server says|was denied/,
    plan: { isOldBoard: true },
    breakIt() {
      vi.spyOn(FaultyStorage.prototype, 'compact').mockImplementation(async function (
        this: FaultyStorage,
        id,
        snapshot,
      ) {
        const stored = await this['real'].loadBoard(id)
        const { doc } = readStoredDocument({ ...stored, updates: stored.updates.slice(0, -1) })
        return compact.call(this, id, { ...snapshot, bytes: Y.encodeStateAsUpdate(doc) })
      })
    },
  },
  {
    rule: 'a board that cannot be loaded is not shown in part',
    shows: /differs|not in the log|was refused|never came to rest|the server says/,
    breakIt() {
      vi.spyOn(FaultyStorage.prototype, 'loadBoard').mockImplementation(function (this: FaultyStorage, id) {
        return loadBoard.call(this, id).catch(async () => {
          const { updates } = await this['real'].loadBoard(id)
          return { snapshot: null, updates: updates.slice(0, 1) }
        })
      })
    },
  },
  {
    rule: 'what was taken goes to everybody',
    shows: /differs|never came to rest/,
    breakIt() {
      vi.spyOn(Room.prototype, 'publish').mockImplementation(function (this: Room, batch) {
        publish.call(this, batch.own.size > 0 ? { ...batch, update: null } : batch)
      })
    },
  },
  {
    rule: 'an answer holds what the asker lacks',
    shows: /differs|never came to rest/,
    breakIt() {
      vi.spyOn(Room.prototype, 'publish').mockImplementation(function (this: Room, batch) {
        const empty = encodeStep2(Uint8Array.of(0, 0))
        const own = new Map(
          Array.from(batch.own, ([peer, part]) => {
            const frames = part.frames.map(frame => (readMessage(frame).kind === 'step2' ? empty : frame))
            return [peer, { ...part, frames }] as const
          }),
        )
        publish.call(this, { ...batch, own })
      })
    },
  },
]

/** Within so many seeds a broken rule has to show. */
const SEEDS = 40

afterEach(() => {
  vi.restoreAllMocks()
  judge.mutated = null
})

describe('the simulator sees it when the server breaks the rule that', () => {
  it.each(MUTATIONS)('$rule', { timeout: 180_000 }, async ({ breakIt, shows, plan }) => {
    breakIt()
    const seen: string[] = []
    for (let seed = 0; seed < SEEDS && !shows.test(seen.join('\n')); seed++) {
      const { violations } = await simulate(seed, { operations: 60, ...plan })
      seen.push(...violations)
    }
    expect(seen.join('\n')).toMatch(shows)
  })
})
