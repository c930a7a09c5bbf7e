import { describe, expect, it } from 'vitest'
import type { Activation, Chain, Loss } from '@/lib/engine'
import { evaluatedChain } from '../evaluation/chain-environment'
import { uniformShape } from '../evaluation/shape'
import { checkDerivation } from './check-derivation'
import corpus from './corpus.json'
import type { MistakeCode } from './mistakes/codes'
import type { Verdict } from './verdict'

/** Lines about one shape of chain: what was typed, the verdict, and the mistake's name where there is one. */
interface Group {
  readonly about: string
  readonly L: number
  readonly activation: Activation
  readonly loss: Loss
  readonly biases?: boolean
  readonly chain?: Chain & { readonly eta: number }
  readonly lines: readonly (readonly [line: string, verdict: Verdict, mistake?: MistakeCode | undefined])[]
}

// The file is data; a misspelt name in it fails the test of its line.
const groups = corpus as unknown as readonly Group[]

describe.each(groups)('$about ($activation, $loss, L = $L)', group => {
  const { L, activation, loss, biases = false, chain, lines } = group
  const shape = uniformShape(L, activation, loss, biases)
  const here = chain ? evaluatedChain(chain, chain.eta) : null

  it.each(lines.map(([line, verdict, mistake]) => ({ line, verdict, mistake })))(
    '$line: $verdict $mistake',
    ({ line, verdict, mistake }) => {
      const [checked] = checkDerivation([line], shape, here)
      expect({ verdict: checked?.check.verdict, mistake: checked?.check.mistake?.code }).toEqual({
        verdict,
        mistake,
      })
    },
  )
})

it('holds at least 300 lines', () => {
  expect(groups.flatMap(({ lines }) => lines).length).toBeGreaterThanOrEqual(300)
})
