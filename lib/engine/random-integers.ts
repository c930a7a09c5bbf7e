/**
 * Random whole numbers, the same on every machine. A draw adds 9e3779b9 (2³²/φ, odd, so that 2³² states follow one another) to
 * the 32-bit state and answers the state mixed; all arithmetic is modulo 2³².
 *
 * A stream is one of 2³² sequences of a seed: its state starts as mix(mix(seed) + stream).
 */
export class RandomIntegers {
  private state = 0

  /** Starts a stream from its beginning. Seed and stream are whole numbers, taken modulo 2³². */
  restart(seed: number, stream: number): void {
    this.state = mix(mix(seed) + stream)
  }

  /** A whole number from 0 to n − 1, for n ≤ 2²¹: ⌊draw·n/2³²⌋, in which the product is exact. */
  below(n: number): number {
    this.state = (this.state + 0x9e3779b9) | 0
    return Math.floor((mix(this.state) * n) / 4294967296)
  }
}

/** The finaliser of MurmurHash3 (Appleby, 2011): a bijection of the 32-bit numbers in which every bit depends on every bit. */
function mix(n: number): number {
  let bits = n | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
