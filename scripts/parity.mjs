// Computes one digest of the engine's results, and one of the verdicts on derivations, in every JavaScript engine of this machine; all must be equal.
// An engine that is not there is named; with CI=true that is a failure. `--full` computes ten times as much.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'esbuild'
import { systemChromium } from './chromium.mjs'
import { evaluateInFirefox } from './firefox.mjs'
import { OTHER_NODE, otherNode } from './other-node.mjs'
import { closingLine } from './reports.mjs'
import { ROOT, run } from './steps.mjs'

const MINUTES = 5
const EFFORT = process.argv.includes('--full') ? 'FULL' : 'SMALL'
const DIGEST = `parity.parityDigest(parity.${EFFORT}) + '-' + parity.verdictDigest()`

/** Each engine: the program that has it, if it is there, and how to compute the digest in it. */
const ENGINES = [
  { name: `Node ${process.versions.node} (V8)`, program: process.execPath, digestIn: inShell },
  { name: `Node ${OTHER_NODE} (V8)`, program: await otherNode(), digestIn: inShell },
  {
    name: 'Chromium (V8)',
    program: systemChromium() ?? existing(chromium.executablePath()),
    digestIn: inChromium,
  },
  { name: 'Firefox (SpiderMonkey)', program: onPath('firefox', 'firefox-esr'), digestIn: inFirefox },
  { name: 'gjs (SpiderMonkey)', program: onPath('gjs'), digestIn: inShell },
  { name: 'jsc (JavaScriptCore)', program: onPath('jsc'), digestIn: inShell },
]

const folder = mkdtempSync(join(tmpdir(), 'chainboard-parity-'))
try {
  const script = await bundledEngine()
  const outcomes = []
  for (const engine of ENGINES) outcomes.push(await outcomeOf(engine, script))
  report(outcomes)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The engine and the checker as a plain script that leaves `parity` among the globals. */
async function bundledEngine() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from './lib/engine/parity'; export * from './lib/notation/check/parity'",
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'parity',
    target: 'es2020',
  })
  return outputFiles[0].text
}

/** The digest that an engine computes, or why there is none. */
async function outcomeOf({ name, program, digestIn }, script) {
  if (program === undefined) return { name, missing: true }
  try {
    const begin = Date.now()
    const digest = await digestIn(program, script)
    const seconds = (Date.now() - begin) / 1000
    return /^[0-9a-f]{16}-[0-9a-f]{16}$/.test(digest)
      ? { name, digest, seconds }
      : { name, trouble: `answered “${digest}”` }
  } catch (error) {
    return { name, trouble: error.message.split('\n')[0] }
  }
}

/** A line for each engine, measured against the first, and the counts. */
function report(outcomes) {
  const expected = outcomes[0].digest
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, missing, trouble, digest, seconds } of outcomes) {
    if (missing) {
      console.log(`- ${name}: not on this machine`)
      if (process.env.CI === 'true') count.failed++
      else count.skipped++
    } else if (digest !== undefined && digest === expected) {
      console.log(`✓ ${name}: ${digest}, ${seconds.toFixed(1)} s`)
      count.passed++
    } else {
      console.log(`✗ ${name}: ${trouble ?? `${digest}, and Node ${expected ?? 'nothing'}`}`)
      count.failed++
    }
  }
  console.log(closingLine(count))
  if (count.failed > 0) process.exitCode = 1
}

/** In a program that runs a file and prints. */
async function inShell(program, script) {
  const file = join(folder, 'parity.js')
  writeFileSync(file, `${script}(typeof print === 'function' ? print : console.log)(${DIGEST})\n`)
  const { passed, output } = await run([program, file], { minutes: MINUTES })
  if (!passed) throw new Error(output.trim() || 'ended without a word')
  return output.trim()
}

async function inChromium(program, script) {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: program, args, timeout: MINUTES * 60_000 })
  try {
    const page = await browser.newPage()
    return await page.evaluate(script + DIGEST)
  } finally {
    await browser.close()
  }
}

function inFirefox(program, script) {
  return evaluateInFirefox(program, script + DIGEST, { profile: join(folder, 'firefox'), minutes: MINUTES })
}

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap(path => names.map(name => join(path, name))).find(existsSync)
}

function existing(path) {
  return existsSync(path) ? path : undefined
}
