import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { codeUnder, violations } from './check-imports.mjs'

const found = (file: string, text: string) => violations(new Map([[file, text]]))
const importOf = (specifier: string, what = '{ a }') => `import ${what} from '${specifier}'\n`

/** A room that no lib folder may import. */
const ABOVE = '@/server/x'

describe('the import check', () => {
  it('passes imports that point down, through an index or inside a room', () => {
    expect(found('lib/notation/a.ts', importOf('@/lib/engine') + importOf('./b'))).toEqual([])
    expect(
      found('app/b/page.tsx', importOf('@/lib/board') + importOf('react') + importOf('@/app/c')),
    ).toEqual([])
    expect(found('server/index.ts', importOf('node:http') + importOf('@/lib/protocol'))).toEqual([])
    expect(found('playwright.config.ts', importOf('./scripts/chromium.mjs'))).toEqual([])
  })

  it('finds an import that points up', () => {
    expect(found('lib/engine/a.ts', importOf('@/lib/notation'))).toEqual([
      'lib/engine/a.ts imports “@/lib/notation”: lib/engine must not import lib/notation.',
    ])
    expect(found('lib/board/a.ts', importOf('../../server/x'))).toHaveLength(1)
    expect(found('app/a.tsx', importOf('@/server/x'))).toHaveLength(1)
    expect(found('scripts/a.mjs', importOf('../lib/engine/index.ts'))).toHaveLength(1)
    expect(found('lib/board/a.ts', importOf('../../package.json', 'p'))).toHaveLength(1)
  })

  it('finds a lib folder entered past its index', () => {
    expect(found('app/a.tsx', importOf('@/lib/engine/forward'))).toEqual([
      'app/a.tsx imports “@/lib/engine/forward”: lib/engine is entered through its index, “@/lib/engine”.',
    ])
    expect(found('lib/notation/a.ts', importOf('../engine'))).toHaveLength(1)
    expect(found('server/a.test.ts', importOf('@/lib/board/schema'))).toHaveLength(1)
  })

  it('finds packages that tie lib to one kind of machine, and any package in the engine', () => {
    expect(found('lib/board/a.ts', importOf('react'))).toEqual([
      'lib/board/a.ts imports “react”: lib/board must not depend on react.',
    ])
    expect(found('lib/canvas/a.ts', importOf('node:fs') + importOf('path'))).toHaveLength(2)
    expect(found('lib/engine/a.ts', importOf('lib0'))).toHaveLength(1)
    expect(found('app/a.tsx', importOf('better-sqlite3'))).toHaveLength(1)
    expect(found('server/a.ts', importOf('react-dom/server'))).toHaveLength(1)
    expect(found('lib/board/a.ts', importOf('reactive-thing'))).toEqual([])
  })

  it('lets a test use any package, but no other room', () => {
    expect(found('lib/engine/a.test.ts', importOf('vitest') + importOf('node:child_process'))).toEqual([])
    expect(found('lib/engine/a.test.ts', importOf('@/lib/board'))).toHaveLength(1)
  })

  it.each([
    ['types', importOf(ABOVE, 'type { A }')],
    ['several lines', importOf(ABOVE, '{\n  a,\n  b,\n}')],
    ['side effects', `import '${ABOVE}'\n`],
    ['re-exports', `export * from '${ABOVE}'\n`],
    ['dynamic imports', `const x = await import('${ABOVE}')\n`],
    ['types by import()', `type X = import('${ABOVE}').X\n`],
  ])('reads %s', (_what, text) => {
    expect(found('lib/board/a.ts', text)).toHaveLength(1)
  })

  it('reads no comments, and no text that only looks like an import', () => {
    expect(found('lib/board/a.ts', `// ${importOf(ABOVE)}/*\n${importOf(ABOVE)}*/\n`)).toEqual([])
    expect(
      found('lib/engine/a.ts', "export const A = ['tanh']\nexport const b = Array.from('ab')\n"),
    ).toEqual([])
  })

  it('sees the files of this repository', () => {
    const files = codeUnder(fileURLToPath(new URL('..', import.meta.url)))
    expect([...files.keys()]).toContain('lib/engine/types.ts')
    expect([...files.keys()].filter(file => file.includes('node_modules'))).toEqual([])
  })
})
