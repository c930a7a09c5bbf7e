import type { Presence } from '@/lib/protocol'

export type Digest = NonNullable<Presence['digest']>

/**
 * `agrees`: they computed from the same inputs the same bits. `differs`: from the same inputs other bits.
 * `behind`: their inputs are not mine now and were not a moment ago: edits are still on their way.
 */
export type Verdict = 'agrees' | 'differs' | 'behind'

interface Computed extends Digest {
  readonly at: number
}

/** For how long what I computed counts: others publish a state that I may already have left. */
export const REMEMBERED_MS = 5000
const MOST_REMEMBERED = 500

/** What this browser computed in the last seconds, against which the others' digests are judged. */
export class DigestMemory {
  #computed: Computed[] = []

  /** Notes what I computed at time `now` (ms). */
  note(digest: Digest, now: number): void {
    const last = this.#computed.at(-1)
    if (last?.inputs === digest.inputs && last.results === digest.results) this.#computed.pop()
    this.#computed.push({ ...digest, at: now })
    if (this.#computed.length > MOST_REMEMBERED) this.#computed.shift()
  }

  /** My present digest, or null before the first. */
  get current(): Digest | null {
    return this.#computed.at(-1) ?? null
  }

  judge(theirs: Digest | null, now: number): Verdict {
    if (!theirs) return 'behind'
    // A state that I left counts from when I left it, that is when the next one came.
    const index = this.#computed.findLastIndex(mine => mine.inputs === theirs.inputs)
    const mine = this.#computed[index]
    if (!mine) return 'behind'
    if (mine.results !== theirs.results) return 'differs'
    const leftAt = this.#computed[index + 1]?.at ?? now
    return now - leftAt <= REMEMBERED_MS ? 'agrees' : 'behind'
  }
}
