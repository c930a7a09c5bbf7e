/** Is told whether what it waits for is on the disk; false when it may be lost. */
export type Waiter = (isSaved: boolean) => void

/** Who waits, without a connection, for what a room took in to be committed. Each is told once. */
export class AwaitedCommits {
  private fresh: Waiter[] = []
  private readonly untold = new Set<Waiter>()

  /** Whether somebody waits for what the next batch brings. */
  get areNew(): boolean {
    return this.fresh.length > 0
  }

  add(waiter: Waiter): void {
    this.fresh.push(waiter)
    this.untold.add(waiter)
  }

  /** Those who wait for what was taken in since the last call. */
  take(): readonly Waiter[] {
    const taken = this.fresh
    this.fresh = []
    return taken
  }

  /** What these wait for is committed. */
  settle(waiters: readonly Waiter[]): void {
    for (const waiter of waiters) if (this.untold.delete(waiter)) waiter(true)
  }

  /** Nobody knows what comes of what is not committed yet. */
  giveUp(): void {
    const lost = [...this.untold]
    this.untold.clear()
    this.fresh = []
    for (const waiter of lost) waiter(false)
  }
}
