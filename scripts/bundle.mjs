import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun, ROOT, say, tool } from './steps.mjs'

/** The compiled server, which `npm start` and the browser tests run. */
export const SERVER = 'dist/server/index.js'

const STAMP = join(ROOT, 'dist', 'sources.sha256')
const SOURCES = [
  'app',
  'lib',
  'public',
  'server',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]
const TEST = /\.test\.tsx?$/

/** Builds pages and server, unless a build of exactly these sources stands already. */
export async function buildIfNeeded() {
  if (isBuilt()) return
  await build()
}

/** Builds the pages into .next and the server into dist. */
export async function build() {
  const sources = digestOfSources()
  rmSync(STAMP, { force: true })
  say('Building the pages (about half a minute) …')
  await mustRun(tool('next', 'build'), 'The pages could not be built. Look at the lines above.', {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  say('Building the server …')
  await bundleServer('server/index.ts', dirname(SERVER))
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, sources)
}

/** Packages of hundreds of small files, of which a server needs few: in the bundle they take a tenth of the memory. */
const BUNDLED = ['kysely']

/** Compiles a server from its entry into a folder; what it has installed stays outside, but for what is worth it. */
export async function bundleServer(entry, folder) {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const outside = Object.keys(dependencies).filter(name => !BUNDLED.includes(name))
  await mustRun(
    tool(
      'esbuild',
      entry,
      'server/storage/sqlite-worker.js', // a thread of its own, which finds it beside itself
      '--bundle',
      '--platform=node',
      '--target=node20',
      '--format=esm',
      ...outside.map(name => `--external:${name}`),
      '--sourcemap',
      `--outdir=${folder}`,
      '--entry-names=[name]',
    ),
    'The server could not be built. Look at the lines above.',
  )
}

function isBuilt() {
  return (
    existsSync(join(ROOT, '.next', 'BUILD_ID')) &&
    existsSync(join(ROOT, SERVER)) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === digestOfSources()
  )
}

/** A hash over names and contents of what a build reads. */
function digestOfSources() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesIn)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** The files at or under a path of the repository, tests left out, in a fixed order. */
function filesIn(path) {
  const absolute = join(ROOT, path)
  if (!existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return TEST.test(path) ? [] : [path]
  return readdirSync(absolute)
    .sort()
    .flatMap(name => filesIn(`${path}/${name}`))
}
