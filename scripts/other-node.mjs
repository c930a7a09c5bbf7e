import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { npm, ROOT, run, say } from './steps.mjs'

/** A second version of Node, with another V8 than the oldest one that we support. */
export const OTHER_NODE = '24.21.0'

const FOLDER = join(ROOT, 'node_modules', '.cache', 'chainboard', `node-${OTHER_NODE}`)
const MINUTES_TO_DOWNLOAD = 5

/** Its program, installed from npm into the cache when it is first wanted; undefined where that does not work. */
export async function otherNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const program = join(
    FOLDER,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(program)) {
    say(`Installing Node ${OTHER_NODE} beside this one, for the comparison (about 50 MB, once) …`)
    mkdirSync(FOLDER, { recursive: true })
    await run(
      npm('install', `${name}@${OTHER_NODE}`, '--prefix', FOLDER, '--no-save', '--no-audit', '--no-fund'),
      { minutes: MINUTES_TO_DOWNLOAD },
    )
  }
  return existsSync(program) ? program : undefined
}
