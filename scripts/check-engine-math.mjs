import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { codeUnder } from './check-imports.mjs'

// The engine computes the same bits on every machine, so it may use only what every machine rounds alike.

const SAME_EVERYWHERE = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'sign',
  'sqrt',
  'trunc',
]

const ENGINE = 'lib/engine'

/** Everything in the engine's files (path → text) that may differ between machines, one sentence each. */
export function violations(files) {
  return [...files]
    .filter(([file]) => file.startsWith(`${ENGINE}/`) && !file.endsWith('.test.ts'))
    .flatMap(([file, text]) => unsafeIn(text).map(what => `${file} uses ${what}`))
}

/**
 * The code is read by a parser, which alone knows what is a comment and what only looks like one in a string, a template or a
 * regular expression; it also spells out names that are written with escapes. Strings are left in: globalThis['Math'] is found.
 */
function unsafeIn(text) {
  const { code } = transformSync(text, { loader: 'ts', legalComments: 'none', minifyWhitespace: true })
  const names = [...code.matchAll(/\bMath\b(?:\.(\w+))?/g)].map(match => match[1])
  const found = names
    .filter(name => !SAME_EVERYWHERE.includes(name))
    .map(name =>
      name === undefined
        ? 'Math other than by the name of one of its functions.'
        : `Math.${name}, which may differ between machines.`,
    )
  return code.includes('**') ? [...found, '**, which may differ between machines: multiply.'] : found
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = violations(codeUnder(fileURLToPath(new URL('..', import.meta.url))))
  for (const violation of found) console.error(violation)
  process.exitCode = found.length > 0 ? 1 : 0
}
