/** Between two times at which presence is shown: so long, or so long for each person in the room, in ms. */
const SHORTEST = 33
const FOR_EACH = 1 / 4
/** Ticks that take long make presence rarer by so many times their length, long before they make edits wait. */
const PER_COST = 6

/**
 * When the presence of a room is shown: the more people and the busier the server, the less often. With an edit, which is a
 * write to everybody anyway, it may go somewhat earlier.
 */
export class PresencePace {
  private shownAt = Number.NEGATIVE_INFINITY
  private every = SHORTEST

  /** From when on it is worth showing, in ms. */
  get due(): number {
    return this.shownAt + this.every
  }

  /**
   * Whether presence goes out at the time `now` (ms); it has gone then.
   *
   * @param cost - how long a tick takes at present, in ms
   */
  take(now: number, people: number, cost: number, withEdit: boolean): boolean {
    this.every = Math.max(SHORTEST, FOR_EACH * people, PER_COST * cost)
    const enough = withEdit ? this.every / 2 : this.every
    const clockWasPutBack = now < this.shownAt
    if (now < this.shownAt + enough && !clockWasPutBack) return false
    this.shownAt = now
    return true
  }
}
