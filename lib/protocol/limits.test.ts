import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LIMITS, type Limit } from './limits'

const MIB = 1_048_576

/** A limit as the README's table has it: `| variable | default | meaning |`. */
function row({ variable, value, words }: Limit): string {
  return `| \`${variable}\` | ${amount(value)} | ${words.replace(', in bytes', '')} |`
}

function amount(value: number): string {
  if (value % MIB === 0) return `${value / MIB} MiB`
  if (value % 1_024 === 0) return `${value / 1_024} KiB`
  return value.toLocaleString('en')
}

it('has the same limits as the README, with their variables, defaults and words', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const told = readme.split('\n').filter(line => line.startsWith('| `LIMIT_'))
  expect(told).toEqual(Object.values(LIMITS).map(row))
})
