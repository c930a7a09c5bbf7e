import { describe, expect, it } from 'vitest'
import { splitInlineMath } from '@/lib/notation'
import { MOST_FORMULAS, shownParts } from './shown-parts'

const partsOf = (text: string) => shownParts(splitInlineMath(text))

describe('a text with formulas', () => {
  it('shows its formulas among its words', () => {
    expect(partsOf('so $w_2$ grows').map(({ kind }) => kind)).toEqual(['text', 'formula', 'text'])
  })

  it('sets the first of very many, and shows the rest as they were written, in one part (K1)', () => {
    const parts = partsOf('$x$'.repeat(6_000))
    expect(parts).toHaveLength(MOST_FORMULAS + 1)
    expect(parts.at(-1)).toEqual({ kind: 'text', text: '$x$'.repeat(6_000 - MOST_FORMULAS) })
  })

  it('sets no more than what one formula may cost', () => {
    const parts = partsOf(`${'$\\frac12$ and '.repeat(190)}`)
    const formulas = parts.filter(({ kind }) => kind === 'formula')
    expect(formulas.length).toBeGreaterThan(50)
    expect(formulas.length).toBeLessThan(190)
    expect(parts.filter(({ kind }, i) => kind === 'text' && parts[i - 1]?.kind === 'text')).toEqual([])
  })
})
