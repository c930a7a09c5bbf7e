import { run, say, tail, tool } from './steps.mjs'

/** What must hold of the source itself: each check passes when all its commands do. */
const CHECKS = [
  { name: 'format', commands: [tool('biome', 'format', '.')] },
  { name: 'lint', commands: [tool('biome', 'ci', '--formatter-enabled=false', '.')] },
  { name: 'types', commands: [tool('next', 'typegen'), tool('tsc', '--noEmit', '-p', '.')] },
  { name: 'import directions', commands: [[process.execPath, 'scripts/check-imports.mjs']] },
  { name: 'engine arithmetic', commands: [[process.execPath, 'scripts/check-engine-math.mjs']] },
  {
    name: 'engine tables and hard cases',
    commands: [
      [process.execPath, 'scripts/make-tables.mjs', '--check'],
      [process.execPath, 'scripts/make-hard-cases.mjs', '--check'],
    ],
  },
]

/** Runs every check, printing a line for each and the end of the output of one that fails. */
export async function runChecks() {
  const count = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { name, commands } of CHECKS) {
    const output = await firstFailure(commands)
    if (output === null) {
      say(`✓ ${name}`)
      count.passed++
    } else {
      say(`✗ ${name}\n${tail(output)}\n`)
      count.failed++
      count.failures.push(`check: ${name}`)
    }
  }
  return count
}

async function firstFailure(commands) {
  for (const command of commands) {
    const { passed, output } = await run(command, { env: { NEXT_TELEMETRY_DISABLED: '1' } })
    if (!passed) return output
  }
  return null
}
