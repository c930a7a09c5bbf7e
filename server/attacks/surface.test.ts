import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

// What is not there cannot be attacked (threats.md 2.6 and 2.7): held against the source and the lockfile.

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The files under a folder of the repository, by their paths from it. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[cm]?[jt]sx?$/.test(name))
    .map(name => join(folder, name))

describe('H4 H11 the pages', () => {
  it('have no functions of the server, no routes of their own and no image optimiser', () => {
    for (const file of filesIn('app')) {
      const text = read(file)
      expect(text, file).not.toMatch(/['"]use server['"]/)
      expect(text, file).not.toMatch(/from ['"]next\/(?:image|server|og)['"]/)
      expect(file).not.toMatch(/\/route\.[cm]?[jt]sx?$/)
    }
  })

  it('have nothing before them: no middleware, no proxy, no hooks', () => {
    for (const name of ['middleware', 'proxy', 'instrumentation', 'instrumentation-client']) {
      for (const folder of ['', 'src/', 'app/']) {
        for (const end of ['ts', 'js', 'mjs'])
          expect(existsSync(join(ROOT, `${folder}${name}.${end}`))).toBe(false)
      }
    }
    expect(existsSync(join(ROOT, 'pages'))).toBe(false)
  })

  it('are configured to fetch nothing, rewrite nothing and say nothing of what made them', async () => {
    const { default: config } = await import(pathToFileURL(join(ROOT, 'next.config.js')).href)
    expect(config).toMatchObject({ poweredByHeader: false, images: { unoptimized: true } })
    for (const key of [
      'rewrites',
      'redirects',
      'headers',
      'experimental',
      'productionBrowserSourceMaps',
      'env',
    ]) {
      expect(config).not.toHaveProperty(key)
    }
  })
})

it('H4 the server fetches nothing', () => {
  const sources = filesIn('server').filter(file => !/\.test\.ts$|\/(?:testing|attacks)\//.test(file))
  expect(sources.length).toBeGreaterThan(30)
  for (const file of sources) {
    expect(read(file), file).not.toMatch(
      /\bfetch\(|https?\.(?:get|request)\(|from 'node:(?:https|http2|dns|dgram)'/,
    )
  }
})

describe('H12 the packages', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<
      string,
      { version?: string; resolved?: string; integrity?: string; hasInstallScript?: boolean; dev?: boolean }
    >
  }

  it.each([
    ['next', '16.3.3'],
    ['react', '19.2.8'],
    ['react-dom', '19.2.8'],
    ['ws', '8.21.1'],
    ['katex', '0.16.21'],
    ['yjs', '13.6.33'],
    ['y-protocols', '1.0.7'],
    ['lib0', '0.2.120'],
  ])('%s is %s or newer, every copy of it', (name, floor) => {
    const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
    expect(copies.length).toBeGreaterThan(0)
    for (const [path, { version }] of copies) {
      const difference = compare(version ?? '0', floor)
      expect(difference, `${path} ${version}`).toBeGreaterThanOrEqual(0)
    }
  })

  it('are pinned, come from the registry alone and bear the hash of what they are', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    for (const [path, { resolved, integrity }] of Object.entries(lock.packages)) {
      if (path === '') continue
      // Where it comes from is left out for the registry that npm is configured to use.
      expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
      expect(integrity, path).toMatch(/^sha512-/)
    }
  })

  it('run no scripts when they are installed, but those that are allowed to', () => {
    const { allowScripts } = JSON.parse(read('package.json'))
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    // fsevents is for macOS alone, where it brings its binary along.
    expect(new Set(scripted.filter(name => name !== 'fsevents'))).toEqual(new Set(Object.keys(allowScripts)))
  })
})

/** Negative, zero or positive as version `a` is older than, the same as or newer than `b`. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(Number))
  return left.map((part, i) => part - (right[i] ?? 0)).find(difference => difference !== 0) ?? 0
}
