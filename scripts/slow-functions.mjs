// The elementary functions by the slow road, to judge the engine's: integers only, and nothing in common with its kernels
// or with its own exact fallback. There is no logarithm and no double in here: whether y is the double
// nearest to log x is asked of e^y.

/** A number is judged with these many bits after the point; what they leave open, with twice as many. */
const FIRST_BITS = 192
const MOST_BITS = 1536

/** More units of the last place than all the steps below can be off by together. */
const SLACK = 4096n

const view = new DataView(new ArrayBuffer(8))

/** A finite double as n·2^q with whole n, exactly. */
export function partsOf(x) {
  view.setFloat64(0, x)
  const high = view.getUint32(0)
  const biased = (high >>> 20) & 0x7ff
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4))
  const size = biased === 0 ? fraction : fraction | (1n << 52n)
  return { n: x < 0 ? -size : size, q: biased === 0 ? -1074 : biased - 1075 }
}

const shifted = (n, places) => (places >= 0 ? n << BigInt(places) : n >> BigInt(-places))

/** What e^x needs at one precision: constants and the steps, all in units of 2^-bits. */
class Precision {
  constructor(bits) {
    this.bits = bits
    this.width = BigInt(bits)
    this.one = 1n << this.width
    // log 2 = Σ 1/(i·2^i), with 16 guard bits.
    let log2 = 0n
    const guarded = this.one << 16n
    for (let i = 1n; i <= this.width + 16n; i++) log2 += (guarded >> i) / i
    this.log2Guarded = log2
    this.log2 = log2 >> 16n

    this.factorials = [this.one]
    while (this.factorials.at(-1) > 0n)
      this.factorials.push(this.factorials.at(-1) / BigInt(this.factorials.length))
    this.terms = 1
    while (16 * this.terms + bitLength(this.one / (this.factorials[this.terms] + 1n)) < bits + 4) this.terms++
    const powerOf = (n, places) => this.series(shifted(BigInt(n), bits - places), this.factorials.length - 1)
    this.coarse = Array.from({ length: 256 }, (_, j) => powerOf(j - 128, 8))
    this.fine = Array.from({ length: 256 }, (_, j) => powerOf(j, 16))
  }

  times(a, b) {
    return (a * b) >> this.width
  }

  /** Σ s^i/i! up to i = terms, from the inside out. */
  series(s, terms) {
    let sum = this.factorials[terms]
    for (let i = terms - 1; i >= 0; i--) sum = this.factorials[i] + ((sum * s) >> this.width)
    return sum
  }

  /** e^(fixed/2^bits) = m/2^bits·2^k: m is off by fewer units than SLACK/16. */
  exp(fixed) {
    const k = (fixed + (this.log2 >> 1n)) / this.log2 - (fixed + (this.log2 >> 1n) < 0n ? 1n : 0n)
    const r = fixed - ((k * this.log2Guarded) >> 16n)
    // r = i/256 + j/65536 + s with 0 ≤ s < 2^-16.
    const i = r >> (this.width - 8n)
    const rest = r - (i << (this.width - 8n))
    const j = rest >> (this.width - 16n)
    const s = rest - (j << (this.width - 16n))
    const power = this.times(this.coarse[Number(i) + 128], this.fine[Number(j)])
    return { m: this.times(power, this.series(s, this.terms)), k: Number(k) }
  }

  /** n·2^q in units; what lies below them is cut off. */
  fixed({ n, q }) {
    return shifted(n, q + this.bits)
  }
}

const bitLength = n => n.toString(2).length

const precisions = new Map()

function precisionOf(bits) {
  let precision = precisions.get(bits)
  if (precision === undefined) {
    precision = new Precision(bits)
    precisions.set(bits, precision)
  }
  return precision
}

// Each function below gives the true value, or what the true value is above y, as { value, bits }: value/2^bits, off by fewer
// units than SLACK. Arguments are those of `isJudged`, sizes without signs where the function is odd.

const VALUES = {
  exp(p, x) {
    const { m, k } = p.exp(p.fixed(partsOf(x)))
    return { value: m, bits: p.bits - k }
  },
  expm1(p, x) {
    const { m, k } = p.exp(p.fixed(partsOf(x)))
    return { value: m - shifted(1n, p.bits - k), bits: p.bits - k }
  },
  tanh(p, x) {
    const { m, k } = p.exp(-2n * p.fixed(partsOf(Math.abs(x))))
    const e = shifted(m, k)
    const value = ((p.one - e) << p.width) / (p.one + e)
    return { value: x < 0 ? -value : value, bits: p.bits }
  },
  sigmoid(p, x) {
    const { m, k } = p.exp(-p.fixed(partsOf(Math.abs(x))))
    const below = p.one + shifted(m, k)
    if (x >= 0) return { value: (p.one << p.width) / below, bits: p.bits }
    return { value: (m << p.width) / below, bits: p.bits - k }
  },
  /** log(1 + E) = E·(1 − E/2 + E²/3 − …) with E = e^x; only for x < −20, the rest is below. */
  softplus(p, x) {
    const { m, k } = p.exp(p.fixed(partsOf(x)))
    const e = shifted(m, k)
    let sum = 0n
    for (let i = Math.ceil(p.bits / 28) + 1; i >= 1; i--) sum = p.one / BigInt(i) - p.times(sum, e)
    return { value: p.times(m, sum), bits: p.bits - k }
  },
}

/** log(a/e^y) with a = n·2^q, when y is near log a: u − u²/2 + … with u = a/e^y − 1. */
function logAbove(p, { n, q }, y) {
  const { m, k } = p.exp(y)
  const u = shifted(n << p.width, q - k + p.bits) / m - p.one
  let sum = 0n
  for (let i = Math.ceil(p.bits / 40) + 1; i >= 1; i--) sum = p.one / BigInt(i) - p.times(sum, u)
  return { value: p.times(u, sum), bits: p.bits }
}

const EXCESSES = {
  log: (p, x, y) => logAbove(p, partsOf(x), p.fixed(partsOf(y))),
  log1p(p, x, y) {
    const { n, q } = partsOf(x)
    const onePlus = q > 0 ? { n: (n << BigInt(q)) + 1n, q: 0 } : { n: n + (1n << BigInt(-q)), q }
    return logAbove(p, onePlus, p.fixed(partsOf(y)))
  },
  /** log(1 + e^x) − y = log((1 + e^−x)/e^(y − x)) for x ≥ −20. */
  softplus(p, x, y) {
    const fixed = p.fixed(partsOf(x))
    const { m, k } = p.exp(-fixed)
    return logAbove(p, { n: p.one + shifted(m, k), q: -p.bits }, p.fixed(partsOf(y)) - fixed)
  },
}

/**
 * Judges whether y is the double nearest to name(x), for finite x at which name(x) is neither a double nor halfway between two.
 * 2^-1000 < |x|; the smaller x, the more bits it takes.
 *
 * Answers { right, bits, margin }: with how many bits it was decided, and how far the true value is from
 * the nearer midpoint between doubles, in units of the distance between the two midpoints around y (0.5 at most).
 */
export function judge(name, x, y) {
  for (let bits = FIRST_BITS; bits <= MOST_BITS; bits *= 2) {
    const verdict = judgeWith(precisionOf(bits), name, x, y)
    if (verdict !== null) return { ...verdict, bits }
  }
  throw new Error(`${name}(${x}) cannot be told from a midpoint with ${MOST_BITS} bits`)
}

function judgeWith(p, name, x, y) {
  const byExcess = name in EXCESSES && !(name === 'softplus' && x < -20)
  const negative = y < 0
  const { n, q } = y === Infinity ? { n: 1n << 52n, q: 972 } : partsOf(Math.abs(y))
  // In quarters of a unit in y's last place: below a power of two the doubles are twice as dense.
  const dense = n === 1n << 52n && q > -1074
  const centre = byExcess ? 0n : 4n * n
  let low = centre - (dense ? 1n : 2n)
  let high = centre + (y === Infinity ? 1n << 60n : 2n)

  let { value, bits } = byExcess ? EXCESSES[name](p, x, y) : VALUES[name](p, x)
  if (negative) value = -value
  let slack = SLACK
  const scale = q - 2 + bits
  if (scale >= 0) {
    low = shifted(low, scale)
    high = shifted(high, scale)
  } else {
    value = shifted(value, -scale)
    slack = shifted(slack, -scale)
  }
  const toLow = value - low
  const toHigh = high - value
  const nearer = toLow < toHigh ? toLow : toHigh
  const distance = nearer < 0n ? -nearer : nearer
  if (distance <= slack) return null
  return { right: nearer > 0n, margin: ratio(distance, high - low) }
}

/** a/b as a double, good enough to be read. */
function ratio(a, b) {
  const drop = Math.max(bitLength(b) - 60, 0)
  const top = Number(shifted(a << 60n, -drop)) / Number(shifted(b, -drop))
  return top / 2 ** 60
}
