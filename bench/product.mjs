import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildIfNeeded, SERVER } from '../scripts/bundle.mjs'

const PORT = 3198

/** Builds the product where needed and serves it on data of its own. */
export async function startProduct() {
  await buildIfNeeded()
  const dataDir = await mkdtemp(join(tmpdir(), 'chainboard-bench-'))
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, PORT: String(PORT), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('is ready')) break

  return {
    /** Makes a board with this chain and returns the owner's link. */
    async createBoard(chain) {
      const response = await fetch(`http://localhost:${PORT}/api/boards`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ chain }),
      })
      const { links } = await response.json()
      return links.owner
    },
    async stop() {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
