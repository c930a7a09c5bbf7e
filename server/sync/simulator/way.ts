import type { Clock } from '@/lib/connection'

/** What travels on a connection: the handshake, messages, and what ends it. */
export type Parcel =
  | { readonly kind: 'open' }
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  | { readonly kind: 'ping' | 'pong' }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  /** The other side's machine ended it without a goodbye. */
  | { readonly kind: 'reset' }

/** A message that is cut is never delivered; what was on the way before it is. Nothing overtakes anything on its way. */
export class Way {
  waiting = 0
  isDead = false
  private last = 0

  constructor(
    private readonly clock: Clock,
    private readonly delay: () => number,
    private readonly deliver: (parcel: Parcel) => void,
  ) {}

  send(parcel: Parcel): void {
    const size = parcel.kind === 'message' ? parcel.bytes.length : 1
    this.waiting += size
    if (this.isDead) return
    this.last = Math.max(this.last, this.clock.now() + this.delay())
    this.clock.after(this.last - this.clock.now(), () => {
      if (this.isDead) return
      this.waiting -= size
      this.deliver(parcel)
    })
  }

  /** Nothing arrives any more, also of what is on its way. */
  die(): void {
    this.isDead = true
  }
}
