import './virtual-time'
import { describe, expect, it } from 'vitest'
import { explain } from './explain'
import { simulate } from './simulate'

const PLAN = { operations: 100 }

/** Seeds that failed once, and what they showed. */
const ONCE_FAILED: readonly { seed: number; showed: string }[] = [
  { seed: 3, showed: 'a page that came back did not show those who had stood still' },
  { seed: 7, showed: 'the same after a crash' },
  { seed: 14, showed: 'the same after a revocation' },
  { seed: 1, showed: 'a browser lost from its copy what another of its pages had read there' },
  { seed: 73, showed: 'a page closed while offline came back, and took a seat for ever' },
  { seed: 82, showed: 'everybody lost their link, and nobody was left to hold the room' },
  { seed: 129, showed: 'an owner became an editor with an unsaved change of the lesson' },
  { seed: 219, showed: 'a reload found the new link by itself' },
  { seed: 329, showed: 'a handshake that was never answered was waited for for ever' },
  { seed: 325, showed: 'somebody took the id of a person who had written nothing before a crash' },
]

describe('the simulator', () => {
  it('does the same for the same seed, to the last byte', async () => {
    for (const seed of [3, 4, 5]) {
      const [first, second] = [await simulate(seed, PLAN), await simulate(seed, { ...PLAN, isTraced: true })]
      expect(second.hash).toBe(first.hash)
      expect(second.figures).toEqual(first.figures)
    }
  })

  it('does something else for every seed', async () => {
    const runs = [await simulate(6, PLAN), await simulate(7, PLAN), await simulate(8, PLAN)]
    expect(new Set(runs.map(({ hash }) => hash)).size).toBe(3)
  })

  it('writes a trace that tells what happened', async () => {
    const { lines } = await simulate(9, { ...PLAN, isTraced: true })
    expect(lines.join('\n')).toMatch(/the server +starts.*Ada\.1 +edit.*the log +1 rows/s)
  })
})

describe('a seed that failed once', () => {
  it.each(ONCE_FAILED)('holds: $seed ($showed)', async ({ seed }) => {
    const run = await simulate(seed, PLAN)
    if (run.violations.length > 0) throw new Error(await explain(run, PLAN))
  })
})
