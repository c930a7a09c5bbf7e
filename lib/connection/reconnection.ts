const FIRST = 200
const LONGEST = 5_000
/** A connection that held this long was a success, in ms. */
const STABLE = 5_000

/** How long to wait before the next attempt: up to twice as long after each failure, anywhere in between. */
export class Reconnection {
  private failures = 0

  /** @param random - uniform in [0, 1): spreads a whole class over the time after a restart */
  constructor(private readonly random: () => number) {}

  /** The wait in ms after a connection that was online for `onlineFor` ms (0 when it never was). */
  next(onlineFor: number): number {
    if (onlineFor >= STABLE) this.failures = 0
    const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(this.failures, 10))
    this.failures++
    return this.random() * longest
  }
}
