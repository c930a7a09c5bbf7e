const HOUR = 3_600_000

/** So much an hour for each address, counted from its first use. */
export class HourlyAllowance {
  private readonly used = new Map<string, { since: number; count: number }>()

  constructor(private readonly perHour: number) {}

  /** Takes one at the time `now` (ms); false when the address has none left. */
  take(address: string, now: number): boolean {
    this.forget(now)
    const entry = this.used.get(address) ?? { since: now, count: 0 }
    if (entry.count >= this.perHour) return false
    entry.count++
    this.used.set(address, entry)
    return true
  }

  /** Entries are in the order of their first use, so the old ones come first. */
  private forget(now: number): void {
    for (const [address, { since }] of this.used) {
      if (now - since < HOUR) return
      this.used.delete(address)
    }
  }
}
