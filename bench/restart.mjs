import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { ROOT, say } from '../scripts/steps.mjs'
import { quantile } from './rooms/numbers.mjs'
import { startChainboard } from './rooms/peers.mjs'
import { CORE, end, startNode } from './rooms/processes.mjs'

const LOAD = fileURLToPath(new URL('rooms/restart-load.mjs', import.meta.url))
const CLIENT = join(ROOT, 'dist/bench/client.mjs')
const PEOPLE = 300
/** All are back after so long, in s. */
const BACK_WITHIN = 10

/** A class of 300 on one board through a restart of the server, each of them with an edit from the time between. */
export async function bench() {
  await bundleClient()
  const dataDir = await mkdtemp(join(tmpdir(), 'chainboard-bench-'))
  const before = await startChainboard({ dataDir })
  const load = startNode(CORE.load, [LOAD])
  let after = null
  try {
    const [board] = await before.createBoards(1)
    load.send({ board, port: before.port, people: PEOPLE, client: pathToFileURL(CLIENT).href })
    await once(load, 'message') // everybody is in
    const isOut = once(load, 'message')
    const stopped = performance.now()
    await before.stop()
    await isOut
    after = await startChainboard({ dataDir })
    const up = performance.now() - stopped
    const [{ times, whole }] = await once(load, 'message')
    const seconds = ms => (ms / 1_000).toFixed(1)
    say(`${PEOPLE} people, the server up again after ${seconds(up)} s`)
    say(`  back p50 / last ${seconds(quantile(times, 0.5))} / ${seconds(Math.max(...times))} s`)
    const holds = whole <= BACK_WITHIN * 1_000
    say(
      `${holds ? '✓' : '✗'} everybody has everybody's edits: ${seconds(whole)} s (at most ${BACK_WITHIN} s)`,
    )
    if (!holds) process.exitCode = 1
  } finally {
    await end(load)
    await before.stop()
    await after?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Our client is TypeScript, and must see the same Yjs as those who use it. */
async function bundleClient() {
  await build({
    stdin: {
      contents: `
        export * from './lib/connection'
        export * as Y from 'yjs'
        export { Awareness } from 'y-protocols/awareness'`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    packages: 'external',
    format: 'esm',
    outfile: CLIENT,
  })
}
