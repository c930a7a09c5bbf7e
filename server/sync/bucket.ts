/** Seconds' worth that may come at once. */
const BURST = 3
const MINUTE = 60

/** A token bucket: an amount a second, and the worth of `burst` seconds at once. */
export class Bucket {
  private level: number

  constructor(
    private readonly perSecond: number,
    private at: number,
    private readonly burst = BURST,
  ) {
    this.level = perSecond * burst
  }

  /** A bucket for an amount a minute, which may come at once. */
  static perMinute(amount: number, now: number): Bucket {
    return new Bucket(amount / MINUTE, now, MINUTE)
  }

  /** Takes `amount` at the time `now` (ms); false when there is not that much. */
  take(amount: number, now: number): boolean {
    const refilled = this.level + ((now - this.at) / 1000) * this.perSecond
    this.level = Math.min(refilled, this.perSecond * this.burst)
    this.at = now
    if (this.level < amount) return false
    this.level -= amount
    return true
  }
}
