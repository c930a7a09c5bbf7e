import { describe, expect, it } from 'vitest'
import { violations } from './check-engine-math.mjs'

const found = (text: string, file = 'lib/engine/a.ts') => violations(new Map([[file, text]]))

describe('the check of the engine’s arithmetic', () => {
  it('passes what every machine computes alike', () => {
    const text =
      '/*! Math.sin */ const a = Math.sqrt(Math.abs(b)) * c // not Math.tanh, not **\n/** Math.exp */'
    expect(found(text)).toEqual([])
    expect(found('let a: number /* Math.exp */ = f(/* 2 ** 3 */ 1)\n// Math.tanh(1)')).toEqual([])
  })

  it('finds functions that differ between machines, however they are reached', () => {
    expect(found('Math.tanh(x)')).toEqual([
      'lib/engine/a.ts uses Math.tanh, which may differ between machines.',
    ])
    expect(found('const { exp } = Math')).toHaveLength(1)
    expect(found("Math['exp'](1)")).toHaveLength(1)
    expect(found('x ** 2')).toHaveLength(1)
    expect(found('x **= 2')).toHaveLength(1)
  })

  it('is not misled by what looks like a comment and is none', () => {
    for (const beginning of ['"//"', "'/*'", '`// /*`', '/[/*]/.source', "'\\'//'", '1 / 2 + "/* "']) {
      expect(found(`const a = ${beginning} + Math.tanh(1)`), beginning).toHaveLength(1)
      expect(found(`const a = ${beginning} + 2 ** 3`), beginning).toHaveLength(1)
    }
    expect(found(['const a = `//$', '{Math.tanh(1)}`'].join(''))).toHaveLength(1)
  })

  it('finds a function behind another name of Math', () => {
    expect(found("globalThis['Math'].exp(1)")).toHaveLength(1)
    expect(found('M\\u0061th.exp(1)')).toHaveLength(1)
    expect(found('const { Math: m } = globalThis')).toHaveLength(1)
  })

  it('leaves tests and other rooms alone', () => {
    expect(found('Math.tanh(x)', 'lib/engine/a.test.ts')).toEqual([])
    expect(found('Math.hypot(x)', 'lib/canvas/a.ts')).toEqual([])
  })
})
