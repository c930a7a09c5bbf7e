import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

/** Runs many seeds of the simulator over all cores, or shows one seed with everything that happened in it. */
export async function bench() {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '0' },
      operations: { type: 'string', default: '100' },
      seed: { type: 'string' },
    },
  })
  const operations = Number(values.operations)
  if (values.seed === undefined) await runMany(Number(values.from), Number(values.seeds), operations)
  else await show(Number(values.seed), operations)
}

async function show(seed, operations) {
  await run([seed, 1, seed + 1, operations, 'trace'], ({ lines, hash, figures, violations }) => {
    console.log([...lines, '', `hash ${hash}`, figuresText(figures), ...violations.map(mark)].join('\n'))
    if (violations.length > 0) process.exitCode = 1
  })
}

async function runMany(from, seeds, operations) {
  const cores = availableParallelism()
  const begin = performance.now()
  const failures = []
  const sums = {}
  let done = 0
  const add = ({ seed, violations, figures }) => {
    done++
    for (const [name, count] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + count
    if (violations.length > 0) {
      failures.push(seed)
      console.log(`seed ${seed}\n${violations.map(mark).join('\n')}`)
    }
    if (done % 1000 === 0) console.log(`${done} seeds, ${seconds(begin)} s, ${failures.length} failed`)
  }
  const shares = Array.from({ length: cores }, (_, i) => [from + i, cores, from + seeds, operations])
  await Promise.all(shares.map(share => run(share, add)))
  console.log(
    `\n${done} seeds of 5 clients × ${operations} operations in ${seconds(begin)} s on ${cores} cores`,
  )
  console.log(figuresText(sums))
  console.log(failures.length === 0 ? 'Every promise was kept.' : `Failed: ${failures.join(' ')}`)
  if (failures.length > 0 || done < seeds) process.exitCode = 1
}

/** Runs a share of the seeds in a process of its own and hands on what each of them gave. */
async function run(share, take) {
  const script = ['--import', 'tsx', 'server/sync/simulator/run-many.ts', ...share.map(String)]
  const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.once('exit', (code, signal) => resolve(code ?? signal)))
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('{')) take(JSON.parse(line))
  const how = await ended
  if (how === 0) return
  console.log(`A process that ran a share of the seeds ended early (${how}).`)
  process.exitCode = 1
}

const figuresText = figures =>
  Object.entries(figures)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const mark = violation => `  ✗ ${violation}`
const seconds = begin => Math.round((performance.now() - begin) / 1000)
