/** Numbers that look random and are the same on every machine: a multiplicative generator modulo the prime 2³¹ − 1 (Park and Miller, 1988). */
export class Random {
  private state: number

  /** `seed`: a whole number from 0 on. */
  constructor(seed: number) {
    this.state = (seed % 2147483646) + 1
    for (let i = 0; i < 4; i++) this.below(2)
  }

  /** A whole number from 0 to n − 1. The product stays below 2⁵³, so it is exact. */
  below(n: number): number {
    this.state = (this.state * 48271) % 2147483647
    return this.state % n
  }

  /** A number with two decimals from `low` to `high`, so that it can be shown to somebody. */
  hundredths(low: number, high: number): number {
    return (Math.round(low * 100) + this.below(Math.round((high - low) * 100) + 1)) / 100
  }

  /** The same with a sign. */
  signed(low: number, high: number): number {
    const size = this.hundredths(low, high)
    return this.below(2) === 0 ? size : -size
  }
}
