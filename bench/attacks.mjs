import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun, npm, say } from '../scripts/steps.mjs'
import { quantile } from './rooms/numbers.mjs'

/** So long honest people may take, after an attack, until both have what the other did and are told that it is saved, in ms. */
const BAR = 2_000

/** Every attack of the catalogue, and how soon honest people then work as before: on the attacked board and on another. */
export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'chainboard-attacks-'))
  const file = join(folder, 'times')
  try {
    process.env.HONEST_TIMES = file
    await mustRun(npm('exec', '--', 'vitest', 'run', 'server/attacks'), 'An attack had an effect: see above.')
    const times = readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse)
    say(
      `After ${times.length} attacks, until two honest people have each other’s edits and know that they are saved:`,
    )
    for (const [where, words] of [
      ['here', 'on the attacked board'],
      ['elsewhere', 'on another board'],
    ]) {
      const sorted = times.toSorted((a, b) => a[where] - b[where])
      const p50 = quantile(
        times.map(time => time[where]),
        0.5,
      )
      const worst = sorted.at(-1)
      const holds = worst[where] <= BAR
      const figures = `p50 ${p50.toFixed(1)} ms, worst ${worst[where].toFixed(0)} ms`
      say(`${holds ? '✓' : '✗'} ${words}: ${figures} after “${worst.test}” (at most ${BAR})`)
      if (!holds) process.exitCode = 1
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
