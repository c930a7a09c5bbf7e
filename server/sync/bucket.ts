/** Seconds' worth that may come at once. */
const BURST = 3

/** A token bucket: an amount a second, `BURST` times that at once. */
export class Bucket {
  private level: number

  constructor(
    private readonly perSecond: number,
    private at: number,
  ) {
    this.level = perSecond * BURST
  }

  /** Takes `amount` at the time `now` (ms); false when there is not that much. */
  take(amount: number, now: number): boolean {
    const refilled = this.level + ((now - this.at) / 1000) * this.perSecond
    this.level = Math.min(refilled, this.perSecond * BURST)
    this.at = now
    if (this.level < amount) return false
    this.level -= amount
    return true
  }
}
