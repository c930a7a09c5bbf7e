import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { ROOT } from '../scripts/steps.mjs'

const KILLS = 50
const STOPS = 20
const OPTIONS = { editors: 5, pace: 100, moment: () => 300 + Math.random() * 1_200 }

/**
 * Ends the server under load, with -9 and with SIGTERM, always on the same data, and counts what was lost: edits that were
 * acknowledged, edits that somebody else had seen, and edits that are missing after their authors came back.
 */
export async function bench() {
  const { directory, bundleServer, KillTrial } = await loadTrial()
  const bundle = await bundleServer(join(ROOT, 'server'))
  const trial = await KillTrial.begin(bundle, OPTIONS)
  try {
    console.log(
      'signal    rounds  edits  acknowledged (lost)  seen (lost)  lost at all  ended ms p50 / worst  back ms p50 / worst',
    )
    for (const [signal, count] of [
      ['SIGKILL', KILLS],
      ['SIGTERM', STOPS],
    ]) {
      const rounds = []
      while (rounds.length < count) rounds.push(await trial.round(signal))
      console.log(lineOf(signal, rounds))
    }
  } finally {
    await trial.end()
    bundle.remove()
    await rm(directory, { recursive: true })
  }
}

function lineOf(signal, rounds) {
  const sum = name => rounds.reduce((total, round) => total + round[name], 0)
  const times = name => rounds.map(round => round[name]).sort((a, b) => a - b)
  const shown = list => `${list[Math.floor(list.length / 2)].toFixed(0)} / ${list.at(-1).toFixed(0)}`
  return [
    signal.padEnd(8),
    String(rounds.length).padStart(8),
    String(sum('made')).padStart(7),
    `${sum('acknowledged')} (${sum('acknowledgedLost')})`.padStart(21),
    `${sum('seen')} (${sum('seenLost')})`.padStart(13),
    String(sum('lost')).padStart(13),
    shown(times('endedAfter')).padStart(22),
    shown(times('backAfter')).padStart(21),
  ].join('')
}

/** The trial is written in TypeScript, for the tests. */
async function loadTrial() {
  const directory = await mkdtemp(join(ROOT, 'node_modules/.cache/'))
  const outfile = join(directory, 'trial.mjs')
  await build({
    stdin: {
      contents: `export * from './kill-trial'\nexport * from './server-process'\n`,
      resolveDir: join(ROOT, 'server/testing'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return { directory, ...(await import(pathToFileURL(outfile).href)) }
}
