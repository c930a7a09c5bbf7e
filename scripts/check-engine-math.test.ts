import { describe, expect, it } from 'vitest'
import { violations } from './check-engine-math.mjs'

const found = (text: string, file = 'lib/engine/a.ts') => violations(new Map([[file, text]]))

describe('the check of the engine’s arithmetic', () => {
  it('passes what every machine computes alike', () => {
    expect(found('const a = Math.sqrt(Math.abs(b)) * c // not Math.tanh, not **\n/** Math.exp */')).toEqual(
      [],
    )
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

  it('leaves tests and other rooms alone', () => {
    expect(found('Math.tanh(x)', 'lib/engine/a.test.ts')).toEqual([])
    expect(found('Math.hypot(x)', 'lib/canvas/a.ts')).toEqual([])
  })
})
