// node scripts/check-rounding.mjs [points [function …]]
// Judges that many random points of each elementary function by scripts/slow-functions.mjs: every result must be the nearest
// double. Prints one line a function, and the arguments whose values came nearest to a midpoint between doubles.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { judge } from './slow-functions.mjs'
import { ROOT } from './steps.mjs'

const [points = '100000', ...chosen] = process.argv.slice(2)
const KEPT = 12

/** Where each function is neither constant nor its argument. Half of the points are from the first range. */
const RANGES = {
  exp: [[-4, 4], [-745.2, 709.9], 'any size'],
  expm1: [[-4, 4], [-38, 709.9], 'any size'],
  log: [[0, 4], 'near 1', 'any double'],
  log1p: [[-1, 4], 'any size', 'any double'],
  tanh: [[-4, 4], [-20, 20], 'any size'],
  sigmoid: [[-4, 4], [-745.2, 40], 'any size'],
  softplus: [[-4, 4], [-745.2, 60], 'any size'],
}

/** A point that is judged by name elsewhere: outside, or so small that the function is its argument. */
const isTrivial = {
  exp: x => x < -745.2 || x > 709.9,
  expm1: x => x < -38 || x > 709.9,
  log: x => !(x > 0) || x === 1 || x === Infinity,
  log1p: x => !(x > -1) || x === Infinity || Math.abs(x) < 2 ** -45,
  tanh: x => Math.abs(x) > 20,
  sigmoid: x => x < -745.2 || x > 40,
  softplus: x => x < -745.2 || x > 60,
}

/** 32-bit xorshift numbers with 128 bits of state (Marsaglia, 2003). */
function randomNumbers() {
  let [a, b, c, d] = [123_456_789, 362_436_069, 521_288_629, 88_675_123]
  const word = () => {
    const t = a ^ (a << 11)
    a = b
    b = c
    c = d
    d = d ^ (d >>> 19) ^ t ^ (t >>> 8)
    return d >>> 0
  }
  const fraction = () => (word() * 2097152 + (word() >>> 11)) / 2 ** 53
  const view = new DataView(new ArrayBuffer(8))
  return range => {
    if (range === 'any double') {
      view.setUint32(0, word())
      view.setUint32(4, word())
      return Math.abs(view.getFloat64(0))
    }
    const sign = word() & 1 ? 1 : -1
    if (range === 'any size') return sign * (1 + fraction()) * 2 ** Math.floor(-40 + 50 * fraction())
    if (range === 'near 1') return 1 + sign * (1 + fraction()) * 2 ** Math.floor(-40 * fraction())
    return range[0] + (range[1] - range[0]) * fraction()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'chainboard-rounding-'))
const outfile = join(folder, 'engine.mjs')
await build({
  entryPoints: [join(ROOT, 'lib/engine/index.ts')],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  outfile,
})
const engine = await import(pathToFileURL(outfile))
rmSync(folder, { recursive: true, force: true })

for (const name of chosen.length > 0 ? chosen : Object.keys(RANGES)) {
  const random = randomNumbers()
  const [first, ...others] = RANGES[name]
  const begin = Date.now()
  let wrong = 0
  let long = 0
  let hardest = []
  for (let i = 0; i < Number(points); ) {
    const x = random(i % 2 === 0 ? first : others[(i >> 1) % others.length])
    if (isTrivial[name](x)) continue
    i++
    const y = engine[name](x)
    const { right, bits, margin } = judge(name, x, y)
    if (!right) {
      wrong++
      console.log(`✗ ${name}(${x}) is not ${y}`)
    }
    if (bits > 192) long++
    if ((hardest.length < KEPT || margin < hardest.at(-1).margin) && !hardest.some(known => known.x === x)) {
      hardest = [...hardest, { x, margin }].sort((a, b) => a.margin - b.margin).slice(0, KEPT)
    }
  }
  if (wrong > 0) process.exitCode = 1
  const seconds = ((Date.now() - begin) / 1000).toFixed(0)
  console.log(
    `${name}: ${points} points, ${wrong} wrong, ${long} took more than 192 bits, nearest midpoint 2^${Math.log2(hardest[0].margin).toFixed(1)} ulp, ${seconds} s`,
  )
  console.log(`  hardest: ${hardest.map(({ x }) => x).join(' ')}`)
}
