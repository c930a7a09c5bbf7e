import { ACTIVATIONS, Fnv64, LOSSES } from '@/lib/engine'
import { uniformShape } from '../evaluation/shape'
import { checkDerivation } from './check-derivation'

/** Right lines, mistakes, and lines that hold only sometimes: whatever they come to, it is the same everywhere. */
const LINES = [
  "\\delta_i = f'(z_i) w_{i+1} \\delta_{i+1}",
  '\\delta_1 = (1-f_1^2) w_2 \\delta_2',
  'δ1 = f1(1-f1) w1 δ2',
  '\\frac{\\partial L}{\\partial w_1} = x (1-f_1^2)\\cdots(1-f_L^2) w_2 \\cdots w_L 2(f_L-y)',
  "dL/dw_1 = x ∏_{i=1}^{L} f'(z_i) ∏_{i=1}^{L} w_i · 2(f_L-y)",
  'w_1 ← w_1 + η x δ_1',
  'f_L = \\tanh(z_L)',
  'L = (y-f_L)^2',
  '= x',
  '\\delta_1 = ((',
]

/**
 * One digest over the verdicts, mistakes, counter-examples and rules of these lines, for every activation and loss. Two JavaScript
 * engines that agree on it judge derivations alike. Needs nothing but the language itself.
 */
export function verdictDigest(): string {
  const hash = new Fnv64()
  for (const activation of ACTIVATIONS) {
    for (const loss of LOSSES) {
      for (const { reading, check } of checkDerivation(
        LINES,
        uniformShape(3, activation, loss, true),
        null,
      )) {
        const said = [reading.ok ? reading.words : reading.message, check.verdict, check.words, check.rule]
        writeText(hash, JSON.stringify([...said, check.counterexample?.words]))
      }
    }
  }
  return hash.hex()
}

function writeText(hash: Fnv64, text: string): void {
  for (let i = 0; i < text.length; i++) {
    hash.writeByte(text.charCodeAt(i) & 0xff)
    hash.writeByte(text.charCodeAt(i) >>> 8)
  }
}
