import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { say } from '../scripts/steps.mjs'
import { startChainboard } from './rooms/peers.mjs'
import { CORE, end, longestBlock, startNode } from './rooms/processes.mjs'

const LOAD = fileURLToPath(new URL('rooms/saved-load.mjs', import.meta.url))
const PEOPLE = 100
const EDITS_PER_SECOND = 5

/** From an edit to the word that it is saved (message 100), with a hundred people who all edit one board. */
export async function bench(args) {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '20' } } })
  const { server, port, createBoards, stop } = await startChainboard()
  const load = startNode(CORE.load, [LOAD])
  try {
    const [board] = await createBoards(1)
    load.send({ board, port, people: PEOPLE, rate: EDITS_PER_SECOND, seconds: Number(values.seconds) })
    await once(load, 'message') // everybody is in and has edited for a while
    await longestBlock(server)
    const [{ count, unsaved, p50, p95, p99 }] = await once(load, 'message')
    const blocked = await longestBlock(server)
    say(
      `${PEOPLE} people with ${EDITS_PER_SECOND} edits a second each: ${count} edits, ${unsaved} of them not saved`,
    )
    const bars = [
      { what: 'edit to saved, p50', value: p50, most: null },
      { what: 'edit to saved, p95', value: p95, most: 600 },
      { what: 'edit to saved, p99', value: p99, most: 1_000 },
      { what: 'the event loop was blocked for at most', value: blocked, most: 50 },
      { what: 'edits that were not saved', value: unsaved, most: 0 },
    ]
    for (const { what, value, most } of bars) {
      const verdict = most === null ? ' ' : value <= most ? '✓' : '✗'
      say(`${verdict} ${what}: ${value.toFixed(1)}${most === null ? '' : ` (at most ${most})`}`)
      if (verdict === '✗') process.exitCode = 1
    }
  } finally {
    await end(load)
    await stop()
  }
}
