import { type PassStep, type Quantity, quantityKey } from '@/lib/notation'
import type { WalkMarks } from '../session'

/** What the chain shows when `at` quantities were worked out, the last of them out of `sources`. */
export function walkMarks(steps: readonly PassStep[], at: number, sources: readonly Quantity[]): WalkMarks {
  const ahead = steps.slice(at).filter(({ pass }) => pass !== 'update')
  const current = steps[at - 1]
  return {
    hidden: new Set(ahead.map(({ quantity }) => quantityKey(quantity))),
    current: current ? quantityKey(current.quantity) : null,
    sources: new Set(current ? sources.map(quantityKey) : []),
  }
}

/** “Forward pass, 3 of 7” */
export function placeWords(steps: readonly PassStep[], at: number): string {
  const current = steps[at - 1]
  if (current === undefined) return 'Nothing is worked out yet'
  const ofPass = steps.filter(({ pass }) => pass === current.pass)
  return `${PASS_WORDS[current.pass]}, ${ofPass.indexOf(current) + 1} of ${ofPass.length}`
}

export const PASS_WORDS = {
  forward: 'Forward pass',
  backward: 'Backward pass',
  update: 'Update',
} as const satisfies Record<PassStep['pass'], string>
