/** A stream of random numbers that follows from a seed and a name alone: what one part draws changes nothing for the others. */
export class Random {
  private state: number

  constructor(seed: number, name: string) {
    let state = seed | 0
    for (const letter of name) state = mix(state + letter.charCodeAt(0))
    this.state = mix(state)
  }

  /** Uniform in [0, 1). */
  readonly number = (): number => {
    this.state = (this.state + 0x9e3779b9) | 0
    return mix(this.state) / 2 ** 32
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.number() * n)
  }

  between(low: number, high: number): number {
    return low + this.number() * (high - low)
  }

  chance(probability: number): boolean {
    return this.number() < probability
  }

  /** One of them. Throws when there is none. */
  pick<Value>(values: readonly Value[]): Value {
    if (values.length === 0) throw new RangeError('Nothing to pick from')
    return values[this.below(values.length)]
  }

  /** A key, with a probability in proportion to its weight. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const keys = Object.keys(weights) as Key[] // the keys of a record by its type
    let left = this.number() * keys.reduce((sum, key) => sum + weights[key], 0)
    for (const key of keys) {
      left -= weights[key]
      if (left < 0) return key
    }
    return keys[keys.length - 1]
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }
}

/** The finaliser of MurmurHash3 (Appleby, 2011). */
function mix(n: number): number {
  let bits = n | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
