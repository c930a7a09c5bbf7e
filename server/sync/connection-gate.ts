import type { Limits } from '@/lib/protocol'
import { AddressBuckets } from '../address-buckets'

/** How many connections each address has, and how many it may open. */
export class ConnectionGate {
  private readonly open = new Map<string, number>()
  private readonly opened: AddressBuckets

  constructor(private readonly limits: Limits) {
    this.opened = new AddressBuckets(limits.connectionsPerMinute)
  }

  /**
   * Lets one more connection from an address in, at the time `now` (ms).
   * @returns what to call when the connection is closed; null when the address has too many
   */
  enter(address: string, now: number): (() => void) | null {
    const count = this.open.get(address) ?? 0
    if (!this.opened.take(address, now) || count >= this.limits.connectionsPerAddress) return null
    this.open.set(address, count + 1)
    return () => this.leave(address)
  }

  private leave(address: string): void {
    const count = (this.open.get(address) ?? 0) - 1
    if (count > 0) this.open.set(address, count)
    else this.open.delete(address)
  }
}
