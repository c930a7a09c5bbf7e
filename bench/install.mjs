import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mustRun, npm, say } from '../scripts/steps.mjs'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const PEERS = ['@tensorflow/tfjs', '@hocuspocus/server', '@y/websocket-server', '@excalidraw/excalidraw']

/** Installs what the product is compared with, here and not in the product, when it is first wanted. */
export async function installPeers() {
  if (PEERS.every(peer => existsSync(join(FOLDER, 'node_modules', peer)))) return
  say('Installing what to compare with into bench/node_modules (once, about 450 MB) …')
  await mustRun(
    npm('ci', '--prefix', FOLDER, '--no-audit', '--no-fund'),
    'What to compare with could not be installed. Check the network, or run npm ci in bench/ yourself.',
  )
}
