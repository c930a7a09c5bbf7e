import type { Clock } from './socket'

/** A frame of a 60 Hz display, in ms: nobody sees more often what happens elsewhere. */
const INTERVAL = 16

/** Runs a task at once after a quiet moment, and else once an interval: what is asked for in between shares a run. */
export class Pace {
  private last = Number.NEGATIVE_INFINITY
  private cancelNext: (() => void) | null = null

  constructor(
    private readonly clock: Clock,
    private readonly task: () => void,
  ) {}

  /** Has the task run now, or when the interval is over. */
  ask(): void {
    const wait = this.last + INTERVAL - this.clock.now()
    if (wait <= 0) this.run()
    else this.cancelNext ??= this.clock.after(Math.min(wait, INTERVAL), () => this.run())
  }

  /** Runs the task now, in the place of a run that was asked for. */
  run(): void {
    this.cancel()
    this.last = this.clock.now()
    this.task()
  }

  /** Forgets what was asked for. */
  cancel(): void {
    this.cancelNext?.()
    this.cancelNext = null
  }
}
