import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PerformanceObserver } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { ROOT, say } from '../scripts/steps.mjs'
import { installPeers } from './install.mjs'
import { tapeOf } from './tape.mjs'

const DEPTHS = [10, 100, 1_000]
const ROUNDS = 41
const MILLISECONDS_A_ROUND = 8

/**
 * A forward and a backward pass over a chain of tanh units, all gradients, next to four other ways to the same numbers; and the
 * functions next to those of Math. All candidates take turns in every round, so that a busy moment of the machine
 * meets all of them; a time is the median of its rounds.
 */
export async function bench() {
  const engine = await bundledEngine()
  const tfjs = await tensorflow()
  const bars = []
  for (const depth of DEPTHS) bars.push(...passes(engine, tfjs, depth))
  bars.push(...steps(engine))
  bars.push(...functions(engine))
  bars.push(await memory(engine))
  say('')
  for (const { what, measured, bar, holds } of bars) say(`${holds ? '✓' : '✗'} ${what}: ${measured} (${bar})`)
  if (bars.some(({ holds }) => !holds)) process.exitCode = 1
}

/** Times of both passes at one depth, and how they stand against the bars. */
function passes(engine, tfjs, depth) {
  const layers = layersOf(depth)
  const workspace = engine.workspaceFor(layers)
  const times = inTurns({
    engine: () => {
      engine.forwardInto(workspace, 0.5)
      engine.backwardInto(workspace, 'squared', 0.5, 0.3)
      return workspace.gradW[0]
    },
    'Math.tanh loop': handWritten(layers, 'Math.tanh'),
    'the same loop, our tanh': handWritten(layers, 'tanh', engine.tanh),
    tape: tapeOf(layers, 0.5, 0.3),
    'tfjs cpu': tfjs(layers, 0.5, 0.3),
  })
  say(`\nForward + backward, L = ${depth}`)
  table(times, 'engine')
  const { engine: own, ...others } = times
  return [
    atMost(2.3, own / others['Math.tanh loop'], `L = ${depth}, of a hand-written Math.tanh loop`),
    atMost(1.3, own / others['the same loop, our tanh'], `L = ${depth}, of the same loop on our functions`),
    atLeast(4, others.tape / own, `L = ${depth}, faster than a micrograd-style tape`),
    atLeast(300, others['tfjs cpu'] / own, `L = ${depth}, faster than tfjs on its CPU backend`),
  ]
}

/** A step of a run is both passes and the new parameters. */
function steps(engine) {
  say('\nA step of a run')
  return DEPTHS.map(depth => {
    const layers = layersOf(depth)
    const run = engine.startRun({ layers, loss: 'squared', samples: [{ x: 0.5, y: 0.3 }], eta: 1e-6 })
    let reached = 0
    const times = inTurns({
      run: () => {
        run.divergesBy(++reached)
        return 0
      },
      'Math.tanh loop': handWritten(layers, 'Math.tanh', undefined, 1e-6),
    })
    say(`L = ${depth}`)
    table(times, 'run')
    return atMost(2.3, times.run / times['Math.tanh loop'], `L = ${depth}, a step, of a hand-written one`)
  })
}

function functions(engine) {
  say('\nOne call, arguments in [−3, 3]')
  const times = {}
  for (const name of ['tanh', 'exp', 'expm1', 'log', 'log1p']) {
    Object.assign(
      times,
      inTurns({ [name]: callsOf(engine[name], name), [`Math.${name}`]: callsOf(Math[name], name) }),
    )
  }
  Object.assign(times, inTurns({ sigmoid: callsOf(engine.sigmoid), softplus: callsOf(engine.softplus) }))
  for (const [name, time] of Object.entries(times)) times[name] = time / CALLS
  table(times, 'tanh')
  return [atMost(4, times.tanh / times['Math.tanh'], 'tanh, of Math.tanh')]
}

/** How often the garbage collector has to run in three million passes: a number boxed in each would be 50 MB. */
async function memory(engine) {
  const workspace = engine.workspaceFor(layersOf(10))
  const pass = count => {
    for (let i = 0; i < count; i++) {
      engine.forwardInto(workspace, 0.5 + (i & 7) / 8)
      engine.backwardInto(workspace, 'squared', 0.5, 0.3)
    }
  }
  pass(100_000)
  let collections = 0
  const observer = new PerformanceObserver(list => {
    collections += list.getEntries().length
  })
  observer.observe({ entryTypes: ['gc'] })
  pass(3_000_000)
  await new Promise(setImmediate)
  observer.disconnect()
  return {
    what: 'garbage collections in 3,000,000 passes',
    measured: String(collections),
    bar: 'at most 1, for the measuring itself',
    holds: collections <= 1,
  }
}

const layersOf = depth =>
  Array.from({ length: depth }, (_, i) => ({ w: 0.9 + ((i * 7) % 11) / 25, activation: 'tanh' }))

/** The loop that one writes by hand: typed arrays, 1 − f² for f′. With a rate it also takes the step. */
function handWritten(layers, tanhName, ownTanh, eta) {
  // Made from text, so that each loop is compiled on its own, for its own tanh.
  const make = new Function(
    'tanh',
    'size',
    'w',
    `const f = new Float64Array(size), gradW = new Float64Array(size)
    return () => {
      let signal = 0.5
      for (let i = 0; i < size; i++) f[i] = signal = ${tanhName}(signal * w[i])
      let delta = (1 - signal * signal) * 2 * (signal - 0.3)
      for (let i = size - 1; i > 0; i--) {
        gradW[i] = f[i - 1] * delta
        delta = (1 - f[i - 1] * f[i - 1]) * w[i] * delta
      }
      gradW[0] = 0.5 * delta
      ${eta === undefined ? '' : `for (let i = 0; i < size; i++) w[i] -= ${eta} * gradW[i]`}
      return gradW[0]
    }`,
  )
  return make(
    ownTanh,
    layers.length,
    Float64Array.from(layers, ({ w }) => w),
  )
}

/** So many arguments that no branch predictor learns their order. */
const CALLS = 16_384

function callsOf(f, name) {
  const positive = name === 'log' || name === 'log1p'
  let state = 123_456_789
  const xs = Float64Array.from({ length: CALLS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const x = (6 * state) / 2 ** 32 - 3
    return positive ? Math.abs(x) : x
  })
  const make = new Function(
    'f',
    'xs',
    `return () => { let sum = 0; for (let i = 0; i < ${CALLS}; i++) sum += f(xs[i]); return sum }`,
  )
  return make(f, xs)
}

/** The median nanoseconds of one call of each candidate. */
function inTurns(candidates) {
  const rounds = Object.entries(candidates).map(([name, body]) => ({
    name,
    body,
    calls: callsFor(body),
    times: [],
  }))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { body, calls, times } of rounds) times.push(nanoseconds(body, calls) / calls)
  }
  return Object.fromEntries(rounds.map(({ name, times }) => [name, median(times)]))
}

/** How many calls fill a round; finding out warms the compiler up. */
function callsFor(body) {
  let calls = 1
  while (nanoseconds(body, calls) < MILLISECONDS_A_ROUND * 1e6) calls *= 2
  return calls
}

/** Every result is used, so that no call can be left out. */
const used = { sum: 0 }

function nanoseconds(body, calls) {
  const begin = process.hrtime.bigint()
  for (let i = 0; i < calls; i++) used.sum += body()
  return Number(process.hrtime.bigint() - begin)
}

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

function table(times, unit) {
  for (const [name, time] of Object.entries(times)) {
    const ratio = name === unit ? '' : `${(time / times[unit]).toFixed(2)} × ${unit}`
    say(`  ${name.padEnd(24)}${inWords(time).padStart(12)}   ${ratio}`)
  }
}

const inWords = time => (time < 1e3 ? `${time.toFixed(1)} ns` : `${(time / 1e3).toPrecision(4)} µs`)

const atMost = (bar, ratio, what) => ({
  what,
  measured: `${ratio.toFixed(2)} ×`,
  bar: `at most ${bar} ×`,
  holds: ratio <= bar,
})

const atLeast = (bar, ratio, what) => ({
  what,
  measured: `${ratio.toFixed(1)} ×`,
  bar: `at least ${bar} ×`,
  holds: ratio >= bar,
})

async function bundledEngine() {
  const folder = await mkdtemp(join(tmpdir(), 'chainboard-bench-'))
  const outfile = join(folder, 'engine.mjs')
  await build({
    entryPoints: [join(ROOT, 'lib/engine/index.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outfile,
  })
  const engine = await import(pathToFileURL(outfile))
  await rm(folder, { recursive: true })
  return engine
}

/** TensorFlow.js with its CPU backend, installed here when it is first wanted, as candidates over layers. */
async function tensorflow() {
  await installPeers()
  // It advises a faster backend at every start.
  const { warn } = console
  console.warn = () => {}
  const tf = await import('@tensorflow/tfjs')
  await tf.setBackend('cpu')
  console.warn = warn
  return (layers, x, y) => {
    const weights = layers.map(({ w }) => tf.scalar(w))
    const input = tf.scalar(x)
    const target = tf.scalar(y)
    const gradients = tf.grads((...w) =>
      tf.squaredDifference(
        target,
        w.reduce((signal, weight) => tf.tanh(tf.mul(signal, weight)), input),
      ),
    )
    return () => tf.tidy(() => gradients(weights)[0].dataSync()[0])
  }
}
