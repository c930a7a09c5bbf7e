import type { Clock } from '@/lib/connection'

interface Timer {
  readonly due: number
  readonly task: () => void
}

/** Time that passes only when a test says so. What is due at the same moment runs in the order in which it was asked for. */
export class VirtualClock implements Clock {
  private time = 0
  private readonly timers = new Set<Timer>()

  now(): number {
    return this.time
  }

  after(ms: number, task: () => void): () => void {
    const timer = { due: this.time + Math.max(0, ms), task }
    this.timers.add(timer)
    return () => this.timers.delete(timer)
  }

  /** When the next task is due, in ms; null when nothing waits. */
  get next(): number | null {
    return this.earliest()?.due ?? null
  }

  /** Goes to the next task and runs it; false when nothing waits. */
  step(): boolean {
    const timer = this.earliest()
    if (timer === null) return false
    this.timers.delete(timer)
    this.time = timer.due
    timer.task()
    return true
  }

  /** Lets `ms` pass, and runs what becomes due meanwhile, each task at its own time. */
  pass(ms: number): void {
    const end = this.time + ms
    for (let timer = this.earliest(); timer !== null && timer.due <= end; timer = this.earliest()) {
      this.timers.delete(timer)
      this.time = timer.due
      timer.task()
    }
    this.time = end
  }

  private earliest(): Timer | null {
    let earliest: Timer | null = null
    for (const timer of this.timers) if (earliest === null || timer.due < earliest.due) earliest = timer
    return earliest
  }
}
