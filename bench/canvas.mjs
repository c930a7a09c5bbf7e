import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { say } from '../scripts/steps.mjs'
import { barsOf } from './canvas/bars.mjs'
import { CHAINBOARD, EXCALIDRAW } from './canvas/boards.mjs'
import { measure } from './canvas/measure.mjs'
import { STROKES, strokes } from './canvas/strokes.mjs'
import { installPeers } from './install.mjs'
import { startProduct } from './product.mjs'

const FILL = fileURLToPath(new URL('canvas/fill-board.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * The whole page of a board with 10,000 strokes next to Excalidraw with the same ones, by the same gestures, in one run. With
 * `--only chainboard` or `--only excalidraw` one of them alone.
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, strokes: { type: 'string', default: String(STROKES) } },
  })
  const results = {}
  if (values.only !== 'excalidraw') results.chainboard = await measureChainboard(Number(values.strokes))
  if (values.only !== 'chainboard') results.excalidraw = await measureExcalidraw()
  const bars = barsOf(results)
  for (const { what, ours, theirs, bar, holds } of bars) {
    const mark = holds === null ? '· not compared' : holds ? '✓ held' : '✗ not held'
    say(`${mark.padEnd(16)}${what.padEnd(58)}${ours.padStart(24)}${theirs.padStart(26)}   ${bar}`)
  }
  if (bars.some(({ holds }) => holds === false)) process.exitCode = 1
}

async function measureChainboard(count) {
  const product = await startProduct()
  try {
    const link = await product.createBoard(undefined)
    await fill(link, count)
    return await measure({ link, strokes: count, ...CHAINBOARD })
  } finally {
    await product.stop()
  }
}

async function measureExcalidraw() {
  await installPeers()
  const { startExcalidraw } = await import('./canvas/excalidraw.mjs')
  const excalidraw = await startExcalidraw()
  try {
    return await measure({ link: excalidraw.link, ...EXCALIDRAW })
  } finally {
    await excalidraw.stop()
  }
}

/** Draws the strokes with the product's own code, bundled for this. */
async function fill(link, count) {
  const { build } = await import('esbuild')
  const outfile = join(ROOT, 'dist', 'bench-fill-board.mjs')
  try {
    await build({
      entryPoints: [FILL],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      tsconfig: join(ROOT, 'tsconfig.json'),
      logLevel: 'error',
    })
    const { fillBoard } = await import(pathToFileURL(outfile).href)
    await fillBoard(link, strokes(count))
  } finally {
    await rm(outfile, { force: true })
  }
}
