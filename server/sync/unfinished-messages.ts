import type { Duplex } from 'node:stream'
import type { Clock } from '@/lib/connection'
import type { Limits } from '@/lib/protocol'
import { FrameFollower } from './frame-follower'

/** What a piece of a message takes in memory beside its bytes, in bytes: a message may come in pieces of one byte. */
const PER_PIECE = 256

/** A connection with a message under way. */
interface Holder {
  readonly address: string
  bytes: number
  /** Takes the connection's end. */
  readonly end: (reason: string) => void
  readonly cancelDeadline: () => void
}

type Bounds = Pick<Limits, 'unfinishedBytes' | 'unfinishedMs'>

/**
 * The memory for messages that are not whole yet, over all connections of this process. When it is used up, the address that
 * holds most of it loses the largest message of its connections, and so on until it is enough; and a message that takes too
 * long to come is not waited for. Their connections are asked to come back.
 */
export class UnfinishedMessages {
  private readonly holders = new Set<Holder>()
  private total = 0

  constructor(
    private readonly bounds: Bounds,
    private readonly clock: Clock,
  ) {}

  /** How many bytes are held at present. */
  get bytes(): number {
    return this.total
  }

  /**
   * Counts what a WebSocket client sends on `stream`.
   *
   * @param end - ends the connection, for a reason in words; the memory is free when it returns
   */
  watch(stream: Duplex, address: string, end: (reason: string) => void): void {
    const follower = new FrameFollower()
    let holder: Holder | null = null
    const release = () => {
      if (holder !== null) this.release(holder)
      holder = null
    }
    const count = (chunk: Buffer) => {
      const { finished, unfinished: before } = follower
      follower.take(chunk)
      const { unfinished } = follower
      const isAnother = follower.finished > finished
      if (isAnother) release()
      if (unfinished === 0) return
      holder ??= this.admit(address, reason => {
        stream.off('data', count)
        release()
        end(reason)
      })
      this.grow(holder, (isAnother ? unfinished : unfinished - before) + PER_PIECE)
    }
    stream.on('data', count)
    stream.once('close', release)
  }

  private admit(address: string, end: (reason: string) => void): Holder {
    const cancelDeadline = this.clock.after(this.bounds.unfinishedMs, () =>
      end('A message took too long to arrive. Try again.'),
    )
    const holder = { address, bytes: 0, end, cancelDeadline }
    this.holders.add(holder)
    return holder
  }

  private grow(holder: Holder, bytes: number): void {
    holder.bytes += bytes
    this.total += bytes
    while (this.total > this.bounds.unfinishedBytes) {
      this.largest()?.end('The server has too many large messages under way. Try again.')
    }
  }

  private release(holder: Holder): void {
    if (!this.holders.delete(holder)) return
    holder.cancelDeadline()
    this.total -= holder.bytes
  }

  /** The largest message of the address that holds most. */
  private largest(): Holder | undefined {
    const heldBy = new Map<string, number>()
    for (const { address, bytes } of this.holders) heldBy.set(address, (heldBy.get(address) ?? 0) + bytes)
    const [most] = [...heldBy].sort(([, a], [, b]) => b - a)
    const theirs = [...this.holders].filter(({ address }) => address === most?.[0])
    return theirs.sort((a, b) => b.bytes - a.bytes)[0]
  }
}
