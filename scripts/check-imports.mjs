import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

// The house. Imports point down only: a room may import the rooms that its line names, each through its index,
// and itself. The top level's own files (playwright.config.ts …) are no room: they may import scripts.

const EVERYWHERE = ['lib/protocol', 'lib/notation', 'lib/engine']
const LIBRARY = ['lib/connection', 'lib/typesetting', 'lib/canvas', 'lib/board', ...EVERYWHERE]

const HOUSE = {
  app: LIBRARY,
  server: LIBRARY,
  'lib/connection': ['lib/board', ...EVERYWHERE],
  'lib/typesetting': [],
  'lib/canvas': ['lib/board', ...EVERYWHERE],
  'lib/board': EVERYWHERE,
  'lib/protocol': ['lib/notation', 'lib/engine'],
  'lib/notation': ['lib/engine'],
  'lib/engine': [],
  e2e: LIBRARY,
  bench: [...LIBRARY, 'scripts'],
  scripts: [],
}

/** Packages that tie code to one kind of machine; lib/ is true on every machine. */
const OF_THE_BROWSER = ['react', 'react-dom', 'next', '@base-ui/react', 'lucide-react', 'uplot', 'zustand']
const OF_THE_SERVER = ['ws', 'better-sqlite3', 'kysely', 'pg', 'ioredis', 'pino', 'prom-client']

const FOREIGN = {
  app: [...OF_THE_SERVER, 'node:'],
  server: OF_THE_BROWSER.filter(name => name !== 'next'),
  lib: [...OF_THE_BROWSER, ...OF_THE_SERVER, 'node:'],
}

/** Everything in the files (path → text) that breaks the table, one sentence each. */
export function violations(files) {
  return [...files].flatMap(([file, text]) =>
    importsIn(text).flatMap(specifier => {
      const why = forbidden(file, specifier)
      return why === null ? [] : [`${file} imports “${specifier}”: ${why}.`]
    }),
  )
}

function forbidden(file, specifier) {
  const target = placeOf(file, specifier)
  return target === null ? forbiddenPackage(file, specifier) : forbiddenPlace(file, specifier, target)
}

function forbiddenPlace(file, specifier, target) {
  const from = roomOf(file)
  const to = roomOf(target)
  if (from === to) return null
  if (from === null) return to === 'scripts' ? null : 'the top level imports nothing of the house but scripts'
  if (to === null) return `${from} must not reach for files of the top level`
  if (!HOUSE[from].includes(to)) return `${from} must not import ${to}`
  if (to.startsWith('lib/') && specifier !== `@/${to}`) return `${to} is entered through its index, “@/${to}”`
  return null
}

/** Tests may use any package: they run in one place only. */
function forbiddenPackage(file, specifier) {
  if (isTest(file)) return null
  const room = roomOf(file)
  if (room === 'lib/engine') return 'the engine imports nothing'
  const foreign = FOREIGN[room?.split('/')[0]] ?? []
  const name = builtinModules.includes(specifier) ? `node:${specifier}` : specifier
  const found = foreign.find(prefix =>
    prefix.endsWith(':') ? name.startsWith(prefix) : name === prefix || name.startsWith(`${prefix}/`),
  )
  return found === undefined ? null : `${room} must not depend on ${found.replace(/:$/, '')}`
}

/** The path in the repository that the import names, or null for a package. */
function placeOf(file, specifier) {
  if (specifier.startsWith('@/')) return posix.normalize(specifier.slice(2))
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier)
  return null
}

const roomOf = path => Object.keys(HOUSE).find(room => path === room || path.startsWith(`${room}/`)) ?? null

const isTest = file => /\.test\.\w+$/.test(file)

/** The modules that a text imports, types and dynamic imports included, comments left out. */
function importsIn(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const statements = /^\s*(?:import\s*|(?:import|export)\b[^'"`;]*?\bfrom\s*)['"]([^'"\n]+)['"]/gm
  const calls = /\b(?:import|require)\(\s*['"]([^'"\n]+)['"]\s*\)/g
  return [...code.matchAll(statements), ...code.matchAll(calls)].map(match => match[1])
}

const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/
const NOT_OURS = new Set([
  'node_modules',
  '.next',
  'dist',
  'data',
  'test-results',
  'playwright-report',
  '.git',
])

/** The code files under the folder, by path from it. */
export function codeUnder(root, folder = '') {
  const files = new Map()
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory() && !NOT_OURS.has(entry.name)) {
      for (const [file, text] of codeUnder(root, path)) files.set(file, text)
    } else if (entry.isFile() && CODE.test(entry.name)) {
      files.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = violations(codeUnder(join(dirname(fileURLToPath(import.meta.url)), '..')))
  for (const violation of found) console.error(violation)
  process.exitCode = found.length > 0 ? 1 : 0
}
