const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)

double[0] = 1
const HIGH = words[1] === 0 ? 0 : 1
const LOW = 1 - HIGH

/** The upper 32 bits of a double: sign, 11 bits of exponent (biased by 1023), 20 bits of fraction. */
export function highWord(n: number): number {
  double[0] = n
  return words[HIGH]
}

/** The lower 32 bits of a double. */
export function lowWord(n: number): number {
  double[0] = n
  return words[LOW]
}

/** The double with these upper and lower 32 bits. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high
  words[LOW] = low
  return double[0]
}

/** 2ᵏ for −1022 ≤ k ≤ 1023, looked up: a load costs a fraction of putting words together. */
export function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k + 1022]
}

const POWERS_OF_TWO = Float64Array.from({ length: 2046 }, (_, i) => fromWords((i + 1) << 20, 0))

/** n·2ᵏ, exactly, for −1022 ≤ k ≤ 2046, when the product is a normal double or overflows. */
export function timesPowerOfTwo(n: number, k: number): number {
  return k > 1023 ? n * powerOfTwo(1023) * powerOfTwo(k - 1023) : n * powerOfTwo(k)
}
