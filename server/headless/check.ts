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
  uniformShape,
} from '@/lib/notation'
import { Refusal } from './refusal'
import { unknownField } from './unknown-field'

const DEEPEST = 64
const FIELDS = ['L', 'activation', 'loss', 'biases', 'lines', 'chain']

/** What η stands for where the chain names none. */
const ETA = 0.1

/**
 * The verdicts on a derivation, as JSON text, from `{"L", "activation", "loss", "biases"?, "lines", "chain"?}`: the shape that the lines
 * are about, the lines, and the chain whose numbers they may hold at. `activation` is one name, or one a layer.
 */
export function checkedText(value: unknown): string {
  const derivation = objectFrom(value, 'the derivation')
  const unknown = Object.keys(derivation).find(name => !FIELDS.includes(name))
  if (unknown !== undefined) {
    throw new Refusal(
      `${JSON.stringify(unknown.slice(0, 40))} is not a field that is known here: there are ${FIELDS.join(', ')}`,
    )
  }
  const shape = shapeFrom(derivation)
  const here = derivation['chain'] === undefined ? null : chainFrom(derivation['chain'], shape)
  const checked = checkDerivation(linesFrom(derivation['lines']), shape, here)
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

function shapeFrom({ L, activation, loss, biases = false }: Readonly<Record<string, unknown>>): Shape {
  if (!Number.isInteger(L) || Number(L) < 1 || Number(L) > DEEPEST) {
    throw new Refusal(
      `L must be a whole number from 1 to ${DEEPEST}, found ${JSON.stringify(L) ?? 'nothing'}`,
    )
  }
  if (typeof biases !== 'boolean') throw new Refusal('biases must be true or false')
  const depth = Number(L)
  const shape = uniformShape(depth, 'tanh', nameFrom<Loss>(loss, 'loss', LOSSES), biases)
  if (!Array.isArray(activation)) {
    return uniformShape(
      depth,
      nameFrom<Activation>(activation, 'activation', ACTIVATIONS),
      shape.loss,
      biases,
    )
  }
  if (activation.length !== depth) {
    throw new Refusal(`activation has ${activation.length} names for ${depth} layers`)
  }
  return {
    ...shape,
    activations: activation.map((name, i) => nameFrom(name, `activation[${i}]`, ACTIVATIONS)),
  }
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

function chainFrom(value: unknown, shape: Shape): EvaluatedChain {
  const unknown = unknownField(value)
  if (unknown !== null) throw new Refusal(`in chain: ${unknown}`)
  const reading = readChainJson(value)
  if (!reading.ok) throw new Refusal(`in chain: ${reading.message}`)
  if (shapeKey(shapeOf(reading.value)) !== shapeKey(shape)) {
    throw new Refusal(
      'the chain must have the depth, activation, loss and biases that L, activation, loss and biases name',
    )
  }
  return evaluatedChain(reading.value, reading.value.eta ?? ETA)
}

function objectFrom(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // Any object may be asked for any field; what is not there reads as undefined.
    return value as Readonly<Record<string, unknown>>
  }
  throw new Refusal(`${what} must be an object`)
}
