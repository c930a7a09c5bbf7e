import { Bucket } from './sync/bucket'

const MINUTE_MS = 60_000

/** So much a minute for each address, all of it at once if need be. */
export class AddressBuckets {
  /** In the order of their last use. */
  private readonly buckets = new Map<string, { readonly bucket: Bucket; usedAt: number }>()

  constructor(private readonly perMinute: number) {}

  /** Takes one at the time `now` (ms); false when the address has none left. */
  take(address: string, now: number): boolean {
    this.forgetFullOnes(now)
    const bucket = this.buckets.get(address)?.bucket ?? Bucket.perMinute(this.perMinute, now)
    this.buckets.delete(address)
    this.buckets.set(address, { bucket, usedAt: now })
    return bucket.take(1, now)
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.buckets.size
  }

  /** A bucket that was left alone for a minute is like a new one. */
  private forgetFullOnes(now: number): void {
    for (const [address, { usedAt }] of this.buckets) {
      if (now - usedAt < MINUTE_MS) return
      this.buckets.delete(address)
    }
  }
}
