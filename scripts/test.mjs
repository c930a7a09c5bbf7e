import './require-node.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded } from './bundle.mjs'
import { runChecks } from './checks.mjs'
import { missingChromium } from './chromium.mjs'
import { installPackages } from './packages.mjs'
import {
  closingLine,
  countOfClosingLine,
  countOfPlaywright,
  countOfVitest,
  oneFailure,
  total,
} from './reports.mjs'
import { ROOT, run, runCommand, StepError, say, tail, tool } from './steps.mjs'

const reports = mkdtempSync(join(tmpdir(), 'chainboard-test-'))

await runCommand(async () => {
  await installPackages()
  const noBrowser = await missingChromium()
  const counts = [
    await part('Checks', runChecks),
    await part('Unit tests', unitTests),
    await part('The engine in every JavaScript engine', parity),
    await part('Browser tests', () => browserTests(noBrowser)),
  ]
  const { failures, ...all } = total(counts)
  say(failures.length > 0 ? `\nFailed:\n${failures.map(name => `  ${name}`).join('\n')}\n` : '')
  say(closingLine(all))
  if (all.failed > 0) process.exitCode = 1
})
rmSync(reports, { recursive: true, force: true })

async function part(title, count) {
  say(`\n${title}`)
  return count()
}

async function unitTests() {
  const file = join(reports, 'unit.json')
  const { passed } = await run(
    tool('vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`),
    { show: true, minutes: 25 },
  )
  return counted('unit tests', passed, file, countOfVitest)
}

async function parity() {
  const { output } = await run([process.execPath, 'scripts/parity.mjs'], { show: true })
  return countOfClosingLine('engine parity', output)
}

async function browserTests(noBrowser) {
  if (noBrowser) return oneFailure(`browser tests: ${noBrowser}`)
  try {
    await buildIfNeeded()
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    say(tail(error.output))
    return oneFailure('build')
  }
  const file = join(reports, 'browser.json')
  const { passed } = await run(tool('playwright', 'test', '--reporter=list,json'), {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    minutes: 35,
  })
  return counted('browser tests', passed, file, countOfPlaywright)
}

/** The counts in a report file. A runner that failed although no test did, or wrote no report, is a failure of its own. */
function counted(name, passed, file, countOf) {
  const count = countOrNull(file, countOf)
  if (count === null) return oneFailure(`${name}: no report`)
  const named = { ...count, failures: count.failures.map(failure => failure.replace(ROOT, '')) }
  return passed || count.failed > 0 ? named : total([named, oneFailure(`${name}: failed, see above`)])
}

function countOrNull(file, countOf) {
  try {
    return countOf(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
