// Writes lib/engine/elementary/hard-cases.json: arguments at which a function is easily rounded the wrong way, each with the
// right value, judged in integers by scripts/slow-functions.mjs. `--check` compares with what stands there and writes nothing.

import { readFileSync, writeFileSync } from 'node:fs'
import { judge } from './slow-functions.mjs'

const FILE = new URL('../lib/engine/elementary/hard-cases.json', import.meta.url)

const SMALLEST_NORMAL = 2 ** -1022
const BEFORE_SMALLEST_NORMAL = SMALLEST_NORMAL - Number.MIN_VALUE

/** Values off by a few units of the last place at most: where the search for the right one begins. */
const ROUGHLY = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  tanh: Math.tanh,
  sigmoid: x => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  softplus: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
}

/**
 * For each function
 * - `around`: arguments; the midpoint between the value there and the next double is sought, and the two arguments on either
 *   side of where the function takes it. Where the function is flat these are as hard as arguments get.
 * - `above`: values; the same with the midpoint above each: overflow, underflow, the edge of the normal numbers.
 * - `edges`: arguments at which the way of computing changes; their neighbours are taken as well.
 * - `found`: the hardest of 10,000,000 random arguments (scripts/check-rounding.mjs).
 */
const CASES = {
  exp: {
    around: [
      ...[1e-12, 3e-9, 1e-7, 2e-5, 0.001, 0.0027, 0.1, 0.7, 2.5, 33.3, 400, 700].flatMap(both),
      ...[1, 2, 3, 5, 1001].flatMap(k => [k * 2 ** -52, -k * 2 ** -53]),
    ],
    above: [0, Number.MIN_VALUE, 1e-310, BEFORE_SMALLEST_NORMAL, SMALLEST_NORMAL, Number.MAX_VALUE, 0.5, 2],
    edges: [-745, -744, -708.4, -707, 709, 0.005415212348225396 / 2, Math.LN2, -Math.LN2],
    found: [
      664.850317995868, -229.4059258682754, -61.958163804646844, -1.8325033104358788, -3.2362697790367108,
      -181.25289009303833, -3.933923977658587, -0.000008944286399588479, -3.9898534484241194e-10,
      -0.05339685891026623, 499.3592997528149, -2.481777708124163, -23.5509701015536, 15.946875814417055,
      7.541752774995959e-10,
    ],
  },
  expm1: {
    around: [1e-12, 3e-9, 2e-5, 0.0039, 0.004, 0.1, 0.7, 2.5, 33.3]
      .flatMap(both)
      .concat([-5, -12, -20, -30, -36, 400, 700]),
    above: [Number.MAX_VALUE, -1, -1 + 2 ** -53, -1 + 2 ** -52, -0.5, 1],
    edges: [0.00390625, -0.00390625, -37, 709, 2 ** -54, -(2 ** -54), 2 ** -53, ...fewBits()],
    found: [
      2.0818264842645444, 3.482558288051388, -0.8997781415416233, 305.1576152360438, 0.015439090392686178,
      3.3998295446610995e-10, 79.24345174986186, 0.000005900930892330302, -0.00002034055910389635,
      1.7072804819495166, 208.92993192392657, 3.923285582797667, 0.0025711601357614397,
      -0.0013913164809293672, 0.005154292295318455, 0.08833887639223059,
    ],
  },
  log: {
    around: [0.01, 0.3, 0.7, 0.997, 1.003, 1.2, 1.4, 1.5, 2, 10, 1e10, 1e300, 1e-300, 1e-310],
    above: [-0.004, 0.003, -0.69, 0.69, 709, -740, 1, -1],
    edges: [
      0.99609375,
      1.00390625,
      1.41796875,
      1 - 2 ** -53,
      1 + 2 ** -52,
      SMALLEST_NORMAL,
      3e-310,
      1.7976931348623155e308,
      ...Array.from({ length: 8 }, (_, k) => 1 + 2 ** -(26 + k)),
      ...Array.from({ length: 8 }, (_, k) => 1 - 2 ** -(26 + k)),
    ],
    found: [
      1.0000000000009237, 0.9999999999990763, 1.0000000000009521, 0.9999999999990479, 0.9986050099735628,
      0.9971776444923002, 1.276020696256713, 49.33403851543598,
    ],
  },
  log1p: {
    around: [1e-12, 3e-9, 2e-5, 0.0039, 0.004, 0.1, 0.7]
      .flatMap(both)
      .concat([-0.99, 2.5, 1e10, 2 ** 53, 1e300]),
    above: [-36, -1, 1, 40, 709],
    edges: [
      0.00390625,
      -0.00390625,
      2 ** -54,
      -(2 ** -54),
      2 ** -53,
      2 ** 52,
      2 ** 53,
      4503599627370497,
      -1 + 2 ** -52,
      1.7976931348623155e308,
      ...fewBits(),
    ],
    found: [
      5.9891312992348444e224, 0.4203539525783624, 0.6256520455909378, 3.492439975556075e156,
      0.9364092979536012, -0.000782873195885799, 1.0780967206211431, 1.9762179628669512, 2.3216610857761304,
      -0.36417123789998695, 0.8031515325918561, -0.000009633692870438001, 1.2571364530559967,
      -0.0028887878103313605, 0.0006502082482634621, 976.128562794386,
    ],
  },
  tanh: {
    around: [1e-8, 3e-8, 2e-5, 0.0039, 0.004, 0.1, 0.7, 2.5, 5, 9, 12, 15, 17, 18.5, 19].flatMap(both),
    above: [1 - 2 ** -53, 1 - 2 ** -52, -1, 0.5],
    edges: [2 ** -27, 2 ** -26, 0.00390625, -0.00390625, 19.99, 18.714973875118524],
    found: [
      -13.250186900000527, -2.591640842194937, 1.9855779947352978, 14.336514623943799, 2.5113192130137927,
      0.2810921081194806, -0.9666961581155684, -0.8358274821252261, 3.310357413748518, 0.7826952511072829,
      -0.5232793507613618, 16.479154481231802, 0.002839337290905352, -0.002821577461314339,
      0.001921894076723385, -0.0000016346393568000654, 0.08933161971289022,
    ],
  },
  sigmoid: {
    around: [
      ...[1e-12, 3e-9, 2e-5, 0.1, 0.7, 2.5, 7, 15, 25, 30, 35, 36].flatMap(both),
      ...[1, 2, 3, 5, 1001].flatMap(k => [k * 2 ** -51, -k * 2 ** -52]),
      -300,
      -700,
    ],
    above: [
      0,
      Number.MIN_VALUE,
      1e-310,
      BEFORE_SMALLEST_NORMAL,
      SMALLEST_NORMAL,
      1 - 2 ** -53,
      1 - 2 ** -52,
      0.5,
    ],
    edges: [-620, -708.4, -745, 39.99, 36.7368005696771, 37.42994775023705],
    found: [
      -578.311150420913, -46.07468477959344, -61.958163804646844, -2.9119398088749957, 0.01706448872571595,
      -430.9789119772911, -3.5149245050904367, -5.875610964434222e-8, -604.8722337042163,
      0.000006879954442400797, -194.79817819072048, -2.937983190192129e-12, 5.467111674484215e-8,
      -0.8709473480703913, 24.018477815405113,
    ],
  },
  softplus: {
    around: [1e-9, 2e-5, 0.1, 0.7, 2.5, 5.5, 10.6]
      .flatMap(both)
      .concat([20, 33, 36, 59, -21, -100, -620, -700]),
    above: [0, Number.MIN_VALUE, 1e-310, BEFORE_SMALLEST_NORMAL, SMALLEST_NORMAL, 0.00390625, 1, 36],
    edges: [0.5, -0.5, -620, -745, -5.541263545158426, 59.99, 33.3, 36.7],
    found: [
      -571.0490423778867, -61.958163804646844, -3.1158027367101004, -1.2230077148747464e-10,
      16.243741667320478, 3.881705969869323e-8, 1.354854780245562, -1.3093621199422358, -7.246019641206514,
      -682.0466323583108, 0.7065291426666347, -318.5092134717415, 1.0007409781127645, 0.004820127572976229,
      18.666117905674234, -10.674537180728937,
    ],
  },
}

function both(x) {
  return [x, -x]
}

/** Odd multiples m·2^-(53 − b) of b bits: with x²/2 added they end halfway between two doubles, and x³ decides. */
function fewBits() {
  return [1, 2, 3, 5, 8, 10, 13].flatMap(bits => both((2 ** bits - 1) * 2 ** (bits - 53)))
}

const view = new DataView(new ArrayBuffer(8))

/** Doubles as integers in the same order, so that the next double is the next integer. */
function orderOf(x) {
  view.setFloat64(0, x)
  const bits = view.getBigInt64(0)
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits
}

function doubleAt(order) {
  view.setBigInt64(0, order < 0n ? -order : order)
  const size = view.getFloat64(0)
  return order < 0n ? -size : size
}

const next = (x, steps = 1n) => doubleAt(orderOf(x) + steps)

/** The double nearest to name(x): the right one of those around the rough value. */
function nearestValue(name, x) {
  const rough = ROUGHLY[name](x)
  for (let distance = 0n; distance < 64n; distance++) {
    for (const y of [next(rough, distance), next(rough, -distance)]) {
      if (!Number.isNaN(y) && judge(name, x, y).right) return y
    }
  }
  throw new Error(`no value for ${name}(${x})`)
}

/** The last argument whose value is `y` or less, and the one after it; every function here is monotone. */
function aroundMidpointAbove(name, y) {
  let low = orderOf(ENDS[name][0])
  let high = orderOf(ENDS[name][1])
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    const x = doubleAt(middle)
    if (isNear0(x) ? NEAR_0[name] <= y : nearestValue(name, x) <= y) low = middle
    else high = middle
  }
  return [doubleAt(low), doubleAt(high)].filter(
    x => !isNear0(x) && x !== ENDS[name][0] && x !== ENDS[name][1],
  )
}

/** Where the search begins. */
const ENDS = {
  exp: [-746, 710],
  expm1: [-38, 710],
  log: [Number.MIN_VALUE, Number.MAX_VALUE],
  log1p: [-1 + 2 ** -53, Number.MAX_VALUE],
  tanh: [-20, 20],
  sigmoid: [-746, 40],
  softplus: [-746, 60],
}

/** Nearer to 0 nothing is hard, and the judge would need more bits than it has. */
const isNear0 = x => Math.abs(x) < 2 ** -100
const NEAR_0 = { exp: 1, expm1: 0, log: -Infinity, log1p: 0, tanh: 0, sigmoid: 0.5, softplus: Math.LN2 }

const isIn = (name, x) => x >= ENDS[name][0] && x <= ENDS[name][1] && !(name === 'log' && x === 1)

function argumentsOf(name, { around, above, edges, found }) {
  const values = [...around.filter(x => isIn(name, x)).map(x => nearestValue(name, x)), ...above]
  const all = [
    ...values.flatMap(y => aroundMidpointAbove(name, y)),
    ...edges.flatMap(x => [next(x, -1n), x, next(x)]),
    ...found,
  ]
  return [...new Set(all)].filter(x => isIn(name, x)).sort((a, b) => a - b)
}

const text = n => JSON.stringify(Object.is(n, -0) ? '-0' : String(n))

const sections = Object.entries(CASES).map(([name, cases]) => {
  const rows = argumentsOf(name, cases).map(x => `    [${text(x)}, ${text(nearestValue(name, x))}]`)
  return { name, count: rows.length, json: `  "${name}": [\n${rows.join(',\n')}\n  ]` }
})
const json = `{\n${sections.map(section => section.json).join(',\n')}\n}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== json) throw new Error('hard-cases.json is not what this script writes')
  console.log('hard-cases.json is as this script writes it')
} else {
  writeFileSync(FILE, json)
  for (const { name, count } of sections) console.log(`${name}: ${count} cases`)
}
