/** The first `limit` of all items added, in the order of `compare`. In which order they were added does not show. */
export class Smallest<T> {
  private kept: T[] = []
  private bound: T | undefined
  private added = 0

  constructor(
    private readonly limit: number,
    private readonly compare: (a: T, b: T) => number,
  ) {}

  /** How many items were added, kept or not. */
  get count(): number {
    return this.added
  }

  add(item: T): void {
    this.added++
    if (this.bound !== undefined && this.compare(item, this.bound) >= 0) return
    this.kept.push(item)
    // Twice the limit: most items of a long list are then turned away by one comparison, and sorting is rare.
    if (this.kept.length === 2 * this.limit) this.cut()
  }

  list(): readonly T[] {
    this.cut()
    return [...this.kept]
  }

  private cut(): void {
    this.kept = this.kept.sort(this.compare).slice(0, this.limit)
    this.bound = this.kept[this.limit - 1]
  }
}

/** Texts by their UTF-16 code units: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
