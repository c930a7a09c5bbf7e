import './virtual-time'
import { it } from 'vitest'
import { runSeeds } from './explain'

// The seeds are shared out between two files, so that two cores have work.
for (let from = 500; from < 1000; from += 50) {
  it(`keeps every promise in the runs ${from} to ${from + 49}`, { timeout: 300_000 }, () =>
    runSeeds(from, from + 50, { operations: 100 }),
  )
}
