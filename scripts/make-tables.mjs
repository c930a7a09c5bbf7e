// Writes lib/engine/elementary/exp-table.ts and log-table.ts. Every number in them is found with integers, checked
// with integers by another route, and written with at most 17 significant digits, so that no engine may round it
// in its own way. `--check` compares with what stands there and writes nothing.

import { readFileSync, writeFileSync } from 'node:fs'

const BITS = 256n
const ONE = 1n << BITS
const TOLERANCE = 1n << 32n

const folder = new URL('../lib/engine/elementary/', import.meta.url)

// Doubles and integers. A fixed-point number is an integer n that stands for n / 2^BITS.

/** The fixed-point number of a double; exact, because no double here has bits below 2^-BITS. */
function fixedOf(double) {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, double)
  const bits = view.getBigUint64(0)
  const biased = (bits >> 52n) & 0x7ffn
  if (biased === 0n) return 0n
  const shift = biased - 1075n + BITS
  if (shift < 0n) throw new Error(`${double} has bits below 2^-${BITS}`)
  const magnitude = ((bits & 0xfffffffffffffn) | 0x10000000000000n) << shift
  return bits >> 63n === 1n ? -magnitude : magnitude
}

/** The double nearest to a fixed-point number, or with `digits`, nearest among those with so many bits. */
function doubleOf(fixed, digits = 53) {
  if (fixed === 0n) return 0
  const sign = fixed < 0n ? -1 : 1
  const magnitude = fixed < 0n ? -fixed : fixed
  const drop = BigInt(magnitude.toString(2).length - digits)
  if (drop <= 0n) return sign * Number(magnitude) * 2 ** -Number(BITS)
  const kept = (magnitude + (1n << (drop - 1n))) >> drop
  return sign * Number(kept) * 2 ** Number(drop - BITS)
}

/** The multiple of 2^-places nearest to a fixed-point number, as a double. */
function onGrid(fixed, places) {
  const drop = BITS - BigInt(places)
  return Number((fixed + (1n << (drop - 1n))) >> drop) * 2 ** -places
}

const times = (a, b) => (a * b) >> BITS

function squareRoot(fixed) {
  const n = fixed << BITS
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** atanh(1/n) = Σ 1/((2k + 1)·n^(2k + 1)) */
function inverseHyperbolicTangent(n) {
  let sum = 0n
  for (let power = ONE / n, k = 1n; power > 0n; power /= n * n, k += 2n) sum += power / k
  return sum
}

/** log(a/b) = 2·atanh((a − b)/(a + b)) */
function logOfFraction(a, b) {
  const t = ((a - b) << BITS) / (a + b)
  const square = times(t, t)
  let sum = 0n
  for (let power = t, k = 1n; power !== 0n && power !== -1n; power = times(power, square), k += 2n)
    sum += power / k
  return 2n * sum
}

function exponential(fixed) {
  let sum = ONE
  for (let term = ONE, k = 1n; ; k++) {
    term = times(term, fixed) / k
    if (term === 0n || term === -1n) return sum
    sum += term
  }
}

function mustBeNear(a, b, tolerance, what) {
  const distance = a > b ? a - b : b - a
  if (distance > tolerance) throw new Error(`${what} is off by ${distance} / 2^${BITS}`)
}

// log 2, by Machin-like atanh terms; checked by Σ 1/(n·2^n).

const LOG2 =
  18n * inverseHyperbolicTangent(26n) -
  2n * inverseHyperbolicTangent(4801n) +
  8n * inverseHyperbolicTangent(8749n)

let slowLog2 = 0n
for (let n = 1n; n <= BITS; n++) slowLog2 += (ONE >> n) / n
mustBeNear(LOG2, slowLog2, TOLERANCE, 'log 2')

// 2^(j/128), by repeated square roots; checked by raising what is written to the 128th power.

const roots = []
for (let root = 2n * ONE, k = 0; k < 7; k++) {
  root = squareRoot(root)
  roots.unshift(root)
}

const expRows = []
for (let j = 0; j < 128; j++) {
  let value = ONE
  for (let bit = 0; bit < 7; bit++) if ((j >> bit) & 1) value = times(value, roots[bit])
  const high = doubleOf(value, 27)
  const low = doubleOf(value - fixedOf(high))
  let power = fixedOf(high) + fixedOf(low)
  for (let k = 0; k < 7; k++) power = times(power, power)
  mustBeNear(power, ONE << BigInt(j), ONE << BigInt(j + 8 - 80), `2^(${j}/128)`)
  expRows.push([high, low])
}

const step = LOG2 >> 7n
const stepHigh = doubleOf(step, 35)
const stepMiddle = doubleOf(step - fixedOf(stepHigh), 35)
const stepLow = doubleOf(step - fixedOf(stepHigh) - fixedOf(stepMiddle))
mustBeNear(
  128n * (fixedOf(stepHigh) + fixedOf(stepMiddle) + fixedOf(stepLow)),
  slowLog2,
  ONE >> 120n,
  'log 2 in three parts',
)

// 1/c and log c at the centres c = 1 + j/128, halved from √2 on; checked by e^(log c)·(1/c) = 1.

const HALVED_FROM = 54
const logRows = []
for (let j = 0; j <= 128; j++) {
  const halved = j >= HALVED_FROM
  const reciprocal = Math.round((1024 * 128) / (128 + j)) / 1024
  const numerator = halved ? 512n : 1024n
  const log = logOfFraction(numerator, BigInt(reciprocal * 1024))
  const high = onGrid(log, 42)
  const low = doubleOf(log - fixedOf(high))
  const written = fixedOf(high) + fixedOf(low)
  const scale = halved ? 2n : 1n
  mustBeNear(times(exponential(written), scale * fixedOf(reciprocal)), ONE, ONE >> 94n, `log of centre ${j}`)
  logRows.push([halved ? 2 * reciprocal : reciprocal, high, low])
}

const log2High = onGrid(LOG2, 42)
const log2Low = doubleOf(LOG2 - fixedOf(log2High))
mustBeNear(fixedOf(log2High) + fixedOf(log2Low), slowLog2, ONE >> 94n, 'log 2 in two parts')

// Writing.

/** A literal of at most 17 significant digits that reads back to the same bits. */
function literal(n) {
  const text = String(n)
  if (Number(text) !== n || text.replace(/e.*$|[-.]/g, '').replace(/^0+/, '').length > 17) {
    throw new Error(`no literal for ${n}`)
  }
  return text
}

const rowsOf = rows => rows.map(row => `  ${row.map(literal).join(', ')},`).join('\n')

const NOTICE = '// Generated by scripts/make-tables.mjs, which also checks it. Do not edit by hand.\n'

const files = {
  'exp-table.ts': `${NOTICE}
/** 128/log 2, rounded. */
export const STEPS_PER_UNIT = ${literal(doubleOf((128n * ONE * ONE) / LOG2))}

/** log 2/128 in three parts; the first two have 35 bits, so that their products with an 18-bit integer are exact. */
export const STEP_HIGH = ${literal(stepHigh)}
export const STEP_MIDDLE = ${literal(stepMiddle)}
export const STEP_LOW = ${literal(stepLow)}

/** 2^(j/128) at 2j (27 bits) plus at 2j + 1 (the rest, rounded): together within 2^-80. */
// biome-ignore format: one row a line
export const ROOTS_OF_TWO = new Float64Array([
${rowsOf(expRows)}
])
`,
  'log-table.ts': `${NOTICE}
/** log 2 in two parts; the first is a multiple of 2^-42. */
export const LOG2_HIGH = ${literal(log2High)}
export const LOG2_LOW = ${literal(log2Low)}

/** From this row on (c ≥ √2) the centres are halved. */
export const HALVED_FROM = ${HALVED_FROM}

/** Row j, for the centre c = 1 + j/128 or half of it: 1/c to 10 bits, then −log of that, a multiple of 2^-42 plus the rest. */
// biome-ignore format: one row a line
export const CENTRES = new Float64Array([
${rowsOf(logRows)}
])
`,
}

for (const [name, text] of Object.entries(files)) {
  const path = new URL(name, folder)
  if (process.argv.includes('--check')) {
    if (readFileSync(path, 'utf8') !== text) throw new Error(`${name} is not what this script writes`)
    console.log(`${name} is as this script writes it`)
  } else {
    writeFileSync(path, text)
    console.log(`wrote ${name}`)
  }
}
