import { ACTIVATIONS, type Activation, LOSSES, type Loss, readChainJson } from '@/lib/engine'
import {
  checkDerivation,
  type EvaluatedChain,
  evaluatedChain,
  LONGEST_LINE,
  MOST_LINES,
  type Shape,
  shapeKey,
  shapeOf,
} from '@/lib/notation'
import { Refusal } from './refusal'
import { unknownField } from './unknown-field'

const DEEPEST = 64
const FIELDS = ['L', 'activation', 'loss', 'biases', 'lines', 'chain']

/** What η stands for where the chain names none. */
const ETA = 0.1

/**
 * The verdicts on a derivation, as JSON text, from `{"L", "activation", "loss", "biases"?, "lines", "chain"?}`: the shape that the lines
 * are about, the lines, and the chain whose numbers they may hold at. `activation` is one name, or one a layer, and so is `biases`.
 */
export function checkedText(value: unknown): string {
  const derivation = objectFrom(value, 'the derivation')
  const unknown = Object.keys(derivation).find(name => !FIELDS.includes(name))
  if (unknown !== undefined) {
    throw new Refusal(
      `${JSON.stringify(unknown.slice(0, 40))} is not a field that is known here: there are ${FIELDS.join(', ')}`,
    )
  }
  const chain = derivation['chain'] === undefined ? null : chainFrom(derivation['chain'])
  const shape = shapeFrom(derivation, chain && shapeOf(chain.chain))
  if (chain && shapeKey(shapeOf(chain.chain)) !== shapeKey(shape)) {
    throw new Refusal(
      'the chain must have the depth, activation, loss and biases that L, activation, loss and biases name',
    )
  }
  const checked = checkDerivation(linesFrom(derivation['lines']), shape, chain)
  return JSON.stringify({
    lines: checked.map(({ reading, check }) => ({
      reading: reading.ok ? reading.words : null,
      notes: reading.ok ? reading.notes : [],
      verdict: check.verdict,
      words: check.words,
      mistake: check.mistake?.code ?? null,
      counterexample: check.counterexample?.words ?? null,
      rule: check.rule,
    })),
  })
}

/** The shape that the fields name; biases that are not named are those of the chain, if there is one. */
function shapeFrom(
  { L, activation, loss, biases }: Readonly<Record<string, unknown>>,
  ofChain: Shape | null,
): Shape {
  if (!Number.isInteger(L) || Number(L) < 1 || Number(L) > DEEPEST) {
    throw new Refusal(
      `L must be a whole number from 1 to ${DEEPEST}, found ${JSON.stringify(L) ?? 'nothing'}`,
    )
  }
  const depth = Number(L)
  const activations = onePerLayer(activation, 'activation', depth)
  const biased = biases === undefined ? (ofChain?.biased ?? false) : biases
  return {
    activations: activations.map((name, i) =>
      nameFrom<Activation>(name, `activation of layer ${i + 1}`, ACTIVATIONS),
    ),
    biased: onePerLayer(biased, 'biases', depth).map(hasBias => {
      if (typeof hasBias !== 'boolean')
        throw new Refusal('biases must be true or false, or one of them a layer')
      return hasBias
    }),
    loss: nameFrom<Loss>(loss, 'loss', LOSSES),
  }
}

/** One value for all layers, or one a layer. */
function onePerLayer(value: unknown, field: string, depth: number): readonly unknown[] {
  if (!Array.isArray(value)) return Array.from({ length: depth }, () => value)
  if (value.length !== depth) throw new Refusal(`${field} has ${value.length} entries for ${depth} layers`)
  return value
}

function nameFrom<Name extends string>(value: unknown, field: string, names: readonly Name[]): Name {
  const name = names.find(known => known === value)
  if (name === undefined) throw new Refusal(`${field} must be one of ${names.join(', ')}`)
  return name
}

function linesFrom(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every(line => typeof line === 'string')) {
    throw new Refusal('lines must be an array of texts')
  }
  if (value.length > MOST_LINES)
    throw new Refusal(`lines holds ${value.length} lines, the most is ${MOST_LINES}`)
  const longest = 100 * LONGEST_LINE
  if (value.some(line => line.length > longest))
    throw new Refusal(`a line is longer than ${longest} characters`)
  return value
}

function chainFrom(value: unknown): EvaluatedChain {
  const unknown = unknownField(value)
  if (unknown !== null) throw new Refusal(`in chain: ${unknown}`)
  const reading = readChainJson(value)
  if (!reading.ok) throw new Refusal(`in chain: ${reading.message}`)
  return evaluatedChain(reading.value, reading.value.eta ?? ETA)
}

function objectFrom(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // Any object may be asked for any field; what is not there reads as undefined.
    return value as Readonly<Record<string, unknown>>
  }
  throw new Refusal(`${what} must be an object`)
}
