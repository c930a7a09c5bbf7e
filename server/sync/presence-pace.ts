/** Between two times at which presence is shown: so long, or so long for each person in the room, in ms. 30 in a second (W6). */
const SHORTEST = 34
const FOR_EACH = 1 / 4
/** Ticks that take long make presence rarer by so many times their length, long before they make edits wait. */
const PER_COST = 6

/**
 * When the presence of a room is shown: the more people and the busier the server, the less often. With an edit, which is a
 * write to everybody anyway, it may go somewhat earlier; what comes after it waits for that much longer.
 */
export class PresencePace {
  private dueAt = Number.NEGATIVE_INFINITY
  private shownAt = Number.NEGATIVE_INFINITY

  /** From when on it is worth showing, in ms. */
  get due(): number {
    return this.dueAt
  }

  /**
   * Whether presence goes out at the time `now` (ms); it has gone then.
   *
   * @param cost - how long a tick takes at present, in ms
   */
  take(now: number, people: number, cost: number, withEdit: boolean): boolean {
    const every = Math.max(SHORTEST, FOR_EACH * people, PER_COST * cost)
    const clockWasPutBack = now < this.shownAt
    if (now < this.dueAt - (withEdit ? every / 2 : 0) && !clockWasPutBack) return false
    this.dueAt = (clockWasPutBack ? now : Math.max(now, this.dueAt)) + every
    this.shownAt = now
    return true
  }
}
