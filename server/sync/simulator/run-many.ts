import { type Run, simulate } from './simulate'

/*
 * `tsx server/sync/simulator/run-many.ts <from> <step> <to> <operations> [trace]` runs every step-th seed and writes a line
 * of JSON for each: `npm run bench -- simulator` shares the seeds out to the cores and adds the figures up.
 */

const [from, step, to, operations] = process.argv.slice(2, 6).map(Number)
const isTraced = process.argv[6] === 'trace'
for (let seed = from; seed < to; seed += step) {
  const run: Run = await simulate(seed, { operations, isTraced })
  process.stdout.write(`${JSON.stringify(run)}\n`)
}
