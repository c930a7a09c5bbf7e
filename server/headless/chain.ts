import { MAX_STEPS } from '@/lib/board'
import {
  type ChainJson,
  digestOfParameters,
  digestOfResults,
  evaluate,
  jsonNumber,
  layerText,
  readChainJson,
  startRun,
} from '@/lib/engine'
import { checkedText } from './check'
import { Refusal } from './refusal'
import { unknownField } from './unknown-field'

const USAGE = 'usage: npm run -s chain -- eval|train|check < chain.json'

/** What a command prints for one value from stdin. */
type Command = (value: unknown) => string

const commands = new Map<string, Command>([
  ['eval', value => evaluatedText(chainFrom(value))],
  ['train', value => trainedText(chainFrom(value))],
  ['check', checkedText],
])

/** Both passes over a chain. */
function evaluatedText(chain: ChainJson): string {
  const passes = evaluate(chain)
  return objectText({
    z: numbersText(passes.z),
    f: numbersText(passes.f),
    delta: numbersText(passes.delta),
    gradW: numbersText(passes.gradW),
    gradB: numbersText(passes.delta),
    gradX: jsonNumber(passes.gradX),
    loss: jsonNumber(passes.loss),
    digest: `"${digestOfResults(passes)}"`,
  })
}

/**
 * The layers at the end of a run, or where it diverges, with the step after which that is. Without samples, the only one is
 * (x, y).
 */
function trainedText(chain: ChainJson): string {
  const { x, y, samples = [{ x, y }], eta, steps } = chain
  if (eta === undefined) throw new Refusal('eta is missing: it must be a number')
  if (steps === undefined) throw new Refusal('steps is missing: it must be a whole number from 0 on')
  if (steps > MAX_STEPS) {
    throw new Refusal(`steps must be at most ${MAX_STEPS.toLocaleString('en')}, found ${steps}`)
  }
  const run = startRun({ ...chain, samples, eta })
  const trained = run.layersAt(steps)
  const divergedAt = run.divergesBy(steps)
  return objectText({
    layers: `[${trained.map(layerText).join(', ')}]`,
    digest: `"${digestOfParameters(trained)}"`,
    ...(divergedAt !== null && { divergedAt: String(divergedAt) }),
  })
}

function objectText(fields: Readonly<Record<string, string>>): string {
  const members = Object.entries(fields).map(([name, text]) => `"${name}": ${text}`)
  return `{${members.join(', ')}}`
}

function numbersText(numbers: Float64Array): string {
  return `[${Array.from(numbers, jsonNumber).join(', ')}]`
}

function commandFrom([name, ...others]: readonly string[]): Command {
  const command = commands.get(name ?? '')
  if (command === undefined)
    throw new Refusal(name === undefined ? USAGE : `unknown command "${name}"; ${USAGE}`)
  if (others.length > 0) throw new Refusal(`there is nothing to do with "${others[0]}"; ${USAGE}`)
  return command
}

/** What a command prints for the text on stdin: one object, or for an array of them an array. */
function answer(command: Command, input: string): string {
  const value = parse(input)
  if (!Array.isArray(value)) return command(value)
  const answers = value.map((item, i) => {
    try {
      return command(item)
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`in chain [${i}]: ${error.message}`) : error
    }
  })
  return `[${answers.join(',\n')}]`
}

function chainFrom(value: unknown): ChainJson {
  // First, because what is spelt wrong explains what is missing.
  const unknown = unknownField(value)
  if (unknown !== null) throw new Refusal(unknown)
  const reading = readChainJson(value)
  if (!reading.ok) throw new Refusal(reading.message)
  return reading.value
}

function parse(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal(`stdin is not JSON: ${reason.replace(/\s+/g, ' ')}`)
  }
}

async function textOfStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  // A decoder, unlike toString, drops the byte order mark that some editors write.
  return new TextDecoder().decode(Buffer.concat(chunks))
}

// A reader that has seen enough, such as `head`, closes the pipe; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  const command = commandFrom(process.argv.slice(2))
  process.stdout.write(`${answer(command, await textOfStdin())}\n`)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`chain: ${error.message}\n`)
  process.exitCode = 2
}
