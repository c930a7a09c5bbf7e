import type { Chain } from '@/lib/engine'
import type { MistakeCode } from './mistakes/codes'

/** `holds`: for every chain of the shape. `only-here`: at the numbers on the board, and not in general. */
export type Verdict = 'holds' | 'only-here' | 'fails' | 'unclear'

/** A mistake by its name in the catalogue, with one sentence for the one who made it. */
export interface Mistake {
  readonly code: MistakeCode
  readonly words: string
}

/** A chain at which a line does not hold. */
export interface Counterexample {
  readonly chain: Chain
  readonly eta: number
  /** What the line says, and what is the case. */
  readonly yours: number
  readonly right: number
  /** “with w₂ = 0.8: yours −0.213, the central difference says 0.406” */
  readonly words: string
}

/** What is to be said of one line. */
export interface LineCheck {
  readonly verdict: Verdict
  /** The verdict in one sentence: why, where it is not plain. */
  readonly words: string
  readonly mistake: Mistake | null
  readonly counterexample: Counterexample | null
  /** How the line follows: “chain rule”, “substitution of line 2”; null where it does not, or that cannot be told. */
  readonly rule: string | null
}
