import { type Chain, evaluate, type Layer } from '@/lib/engine'
import type { EvaluatedChain } from '../evaluation/chain-environment'
import type { Letters } from '../expression/layer-index'
import type { Expression } from '../expression/tree'
import { someIn } from '../expression/walk'
import { shortText } from '../number-format'
import { plainText } from '../writer/plain'
import { type Subject, spotOf } from './subject'
import type { Counterexample } from './verdict'

/** Parameters that are named in a counter-example, at most. */
const MOST_NAMED = 4
const STEP = 1e-5

/** A failure in numbers, with the central difference as the judge where there is one. */
export function counterexampleAt(
  point: EvaluatedChain,
  values: { readonly yours: number; readonly right: number },
  sides: { readonly right: Expression; readonly claim: Expression; readonly subject: Subject | null },
  letters: Letters,
): Counterexample {
  const { chain, eta } = point
  const judged = judgedRight(chain, values.right, sides)
  const where = namedParameters(point, sides, letters)
  const at = [...letters]
    .filter(([letter]) => letter !== 'L')
    .map(([letter, layer]) => `${letter} = ${layer}`)
  const words = `with ${[...at, ...where].join(', ')}: yours ${shortText(values.yours)}, ${judged}`
  return { chain, eta, yours: values.yours, right: values.right, words }
}

function judgedRight(
  chain: Chain,
  right: number,
  { right: side, subject }: { readonly right: Expression; readonly subject: Subject | null },
): string {
  const difference = subject === null ? null : centralDifference(chain, subject)
  const isSure = difference !== null && Math.abs(difference - right) <= 1e-4 * Math.abs(right)
  return isSure
    ? `the central difference says ${shortText(difference)}`
    : `${plainText(side)} is ${shortText(right)}`
}

/** (𝓛(p + h) − 𝓛(p − h)) / 2h for a derivative of the loss by a parameter, by zᵢ (which a bias moves) or by x; else null. */
function centralDifference(chain: Chain, subject: Subject): number | null {
  if (subject.kind !== 'derivative' || subject.of.name !== 'loss') return null
  const { name, layer } = subject.by
  const lossAt = (h: number): number | null => {
    if (name === 'x') return evaluate({ ...chain, x: chain.x + h }).loss
    if (name !== 'w' && name !== 'b' && name !== 'z') return null
    const moved = chain.layers.map((at, i): Layer => {
      if (i + 1 !== layer) return at
      return name === 'w' ? { ...at, w: at.w + h } : { ...at, b: (at.b ?? 0) + h }
    })
    return evaluate({ ...chain, layers: moved }).loss
  }
  const [above, below] = [lossAt(STEP), lossAt(-STEP)]
  return above === null || below === null ? null : (above - below) / (2 * STEP)
}

/** The numbers of the chain that the line names first; all of them where they are few. */
function namedParameters(
  { chain, eta }: EvaluatedChain,
  { right, claim }: { readonly right: Expression; readonly claim: Expression },
  letters: Letters,
): readonly string[] {
  const depth = chain.layers.length
  const named = new Map<string, string>()
  const add = (name: string, value: number) => named.set(name, `${name} = ${shortText(value)}`)
  for (const side of [claim, right]) {
    someIn(side, part => {
      if (part.kind === 'layered' && (part.name === 'w' || part.name === 'b')) {
        const at = spotOf(part, letters, depth)
        const layer = at && chain.layers[at.layer - 1]
        if (at && layer)
          add(
            plainText({ ...part, index: { letter: null, offset: at.layer } }),
            part.name === 'w' ? layer.w : (layer.b ?? 0),
          )
      }
      if (part.kind === 'single' && part.name === 'eta') add('η', eta)
      if (part.kind === 'single' && (part.name === 'x' || part.name === 'y')) add(part.name, chain[part.name])
      return false
    })
  }
  if (named.size === 0 || depth <= 2) {
    add('x', chain.x)
    for (const [i, { w }] of chain.layers.slice(0, 2).entries()) add(i === 0 ? 'w₁' : 'w₂', w)
    add('y', chain.y)
  }
  return [...named.values()].slice(0, depth <= 2 ? 6 : MOST_NAMED)
}
