import { afterAll, beforeAll, expect, it } from 'vitest'
import { KillTrial } from './testing/kill-trial'
import { bundleServer, type ServerBundle } from './testing/server-process'

let bundle: ServerBundle
let trial: KillTrial

// `npm run bench -- kill` does the same more often.
beforeAll(async () => {
  bundle = await bundleServer()
  trial = await KillTrial.begin(bundle, { editors: 5, pace: 20, moment: () => 100 + Math.random() * 300 })
})
afterAll(async () => {
  await trial.end()
  bundle.remove()
})

const nothingLost = { acknowledgedLost: 0, seenLost: 0, lost: 0 }

it('loses nothing acknowledged and nothing seen, killed five times under load (D1)', async () => {
  for (let i = 0; i < 5; i++) {
    const round = await trial.round('SIGKILL')
    expect(round).toMatchObject(nothingLost)
    expect(round.made).toBeGreaterThan(0)
  }
}, 60_000)

it('loses nothing at all, stopped three times under load, and ends with code 0 (D3)', async () => {
  for (let i = 0; i < 3; i++) {
    expect(await trial.round('SIGTERM')).toMatchObject({ ...nothingLost, exitCode: 0 })
  }
}, 60_000)
