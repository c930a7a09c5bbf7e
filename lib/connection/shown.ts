import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import { encodeAwareness } from '@/lib/protocol'
import type { Clock } from './socket'

/** Stock clients forget whoever has not shown themselves for 30 s. */
const RENEWAL = 15_000

/** What this client shows of itself, and what the others show it. It says nothing of others: that is for the server. */
export class Shown {
  private cancelRenewal = () => {}

  constructor(
    private readonly awareness: Awareness,
    private readonly clock: Clock,
    private readonly send: (frame: Uint8Array) => void,
  ) {
    awareness.on('update', this.onUpdate)
    // It expires people by the wall clock: all of them when a laptop wakes up. Who is here is the server's to say.
    clearInterval(awareness._checkInterval)
    this.renewLater()
  }

  /** Others learn that we are here: after they were told that we left, too, since the clock is a newer one. */
  announce(): void {
    this.awareness.setLocalState(this.awareness.getLocalState())
  }

  /** Says what we show now. */
  show(): void {
    this.send(encodeAwareness(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])))
  }

  hear(entries: Uint8Array, origin: unknown): void {
    applyAwarenessUpdate(this.awareness, entries, origin)
    this.forgetClocks()
  }

  sayGoodbye(): void {
    const nobody = new Map<number, Record<string, unknown>>()
    this.send(encodeAwareness(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID], nobody)))
  }

  /** Without a connection nobody can be seen. */
  forgetOthers(origin: unknown): void {
    const others = [...this.awareness.getStates().keys()].filter(client => client !== this.awareness.clientID)
    removeAwarenessStates(this.awareness, others, origin)
    this.forgetClocks()
  }

  /** Whoever left may be shown again under the same clock: when we are back, or when a stock client is. */
  private forgetClocks(): void {
    const { clientID, meta, states } = this.awareness
    for (const client of meta.keys()) if (client !== clientID && !states.has(client)) meta.delete(client)
  }

  stop(): void {
    this.cancelRenewal()
    this.awareness.off('update', this.onUpdate)
  }

  private readonly onUpdate = (_changes: unknown, origin: unknown): void => {
    if (origin === 'local') this.show()
  }

  private renewLater(): void {
    this.cancelRenewal = this.clock.after(RENEWAL, () => {
      this.announce()
      this.renewLater()
    })
  }
}
