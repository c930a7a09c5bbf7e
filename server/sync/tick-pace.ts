import type { Clock } from '@/lib/connection'

/** Ticks are so many times as long apart as one takes, so that there is time to listen. */
const APART = 2
/** But never longer than this, in ms. */
const LONGEST = 100
/** How much the last tick counts in what a tick takes at present. */
const WEIGHT_OF_LAST = 0.2

/** How long ticks take, and how far apart they should therefore be. */
export class TickPace {
  /** What a tick takes at present, in ms, without its wait for the disk. */
  cost = 0
  private spent = 0

  constructor(private readonly clock: Clock) {}

  /** Between two ticks at least, in ms. */
  get gap(): number {
    return Math.min(APART * this.cost, LONGEST)
  }

  /** Does a part of a tick's work. */
  measure(work: () => void): void {
    const begin = this.clock.now()
    work()
    this.spent += Math.max(0, this.clock.now() - begin)
  }

  endTick(): void {
    this.cost += WEIGHT_OF_LAST * (this.spent - this.cost)
    this.spent = 0
  }
}
