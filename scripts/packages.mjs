import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun, npm, ROOT, say } from './steps.mjs'

const LOCK = join(ROOT, 'package-lock.json')
const STAMP = join(ROOT, 'node_modules', '.chainboard-installed')
/** npm writes it last, so it also marks an installation that somebody made by hand. */
const NPM_STAMP = join(ROOT, 'node_modules', '.package-lock.json')

/** Installs the packages of package-lock.json, unless exactly these stand in node_modules already. */
export async function installPackages() {
  if (isInstalled()) return
  say('Installing packages (about a minute, once) …')
  await mustRun(
    npm('ci', '--include=dev', '--no-audit', '--no-fund'),
    'The packages could not be installed. Look at the lines above, check the network, and try again.',
  )
  writeFileSync(STAMP, wanted())
}

function isInstalled() {
  if (!existsSync(NPM_STAMP)) return false
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted()
  return statSync(NPM_STAMP).mtimeMs >= statSync(LOCK).mtimeMs
}

/** The lock's content, and what compiled packages depend on: Node's binary interface and the machine. */
function wanted() {
  const lock = createHash('sha256').update(readFileSync(LOCK)).digest('hex')
  return [lock, process.versions.modules, process.platform, process.arch].join(' ')
}
