import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { ROOT, say } from '../scripts/steps.mjs'

const ROUNDS = 31
const DEPTH = 64
const BAR = 50

/** Lines as people write them, about a chain of 64 layers. */
const LINES = {
  'the recursion, for every i': "\\delta_i = f'(z_i) w_{i+1} \\delta_{i+1}",
  'a mistake in it': "\\delta_i = f'(z_i) w_i \\delta_{i+1}",
  'the final expression with dots':
    'dL/dw_1 = x (1-f_1^2)(1-f_2^2)\\cdots(1-f_L^2) w_2 w_3\\cdots w_L (2(f_L-y))',
  'for every k, with products':
    'dL/dw_k = f_{k-1} \\prod_{i=k}^{L} (1-f_i^2) \\prod_{i=k+1}^{L} w_i 2(f_L-y)',
  'a mistake without a name': 'dL/dw_1 = x \\prod_{i=1}^{L} (1-f_i^2) \\prod_{i=2}^{L} w_i 3(f_L-y)',
}

/** Lines that want to take long. */
const HOSTILE = {
  '10 kB of braces': '{'.repeat(10_240),
  'braces, as many as a line may have': '{'.repeat(2_000),
  '1e999': '1e999 = x',
  'a product to a thousand million': '\\prod_{i=1}^{1000000000} 2 = x',
  'products in products': `${'∏_{i=1}^{1000} '.repeat(10)}2 = x`,
  'sums over sums over sums': '∑_{i=1}^{L} (∑_{j=1}^{L} (∑_{k=1}^{L} w_i w_j w_k)) = x',
  'functions in functions': 'f('.repeat(1_000),
  'losses in losses': `${'L('.repeat(900)},`,
  'many terms': `${'w_1+'.repeat(480)}w_1 = x`,
  'many dots': 'w_1⋯w_2'.repeat(285),
  'many letters': '\\delta_i \\delta_j \\delta_k \\delta_l = x',
  'derivatives of long products': `d/dw_1 (${'x f_1 w_2 '.repeat(150)}) = 1`,
}

/**
 * Reading and checking one line, as people write them and as hostile clients do: the median of many rounds in processor time, because
 * other work on the machine is not the line's, and the first round, in which nothing is compiled yet.
 */
export async function bench() {
  const notation = await bundledNotation()
  const shape = notation.uniformShape(DEPTH, 'tanh', 'squared')
  let failed = 0
  for (const [title, lines] of Object.entries({ 'As people write them': LINES, Hostile: HOSTILE })) {
    say(`\n${title}, at ${DEPTH} layers`)
    for (const [what, line] of Object.entries(lines)) {
      const times = Array.from({ length: ROUNDS }, () =>
        timed(() => notation.checkDerivation([line], shape, null)),
      )
      const [first] = times
      const median = times.toSorted((a, b) => a - b)[ROUNDS >> 1]
      const holds = median <= BAR
      if (!holds) failed++
      say(
        `${holds ? '✓' : '✗'} ${what}: ${median.toFixed(1)} ms (at most ${BAR}), the first time ${first.toFixed(0)} ms`,
      )
    }
  }
  if (failed > 0) process.exitCode = 1
}

/** Milliseconds of processor time. */
function timed(work) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

async function bundledNotation() {
  const folder = await mkdtemp(join(tmpdir(), 'chainboard-bench-'))
  try {
    const outfile = join(folder, 'notation.mjs')
    await build({
      entryPoints: [join(ROOT, 'lib/notation/index.ts')],
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      outfile,
    })
    return await import(pathToFileURL(outfile))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
