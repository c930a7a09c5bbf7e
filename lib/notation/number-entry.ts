import { EntryError, readTokens, type Token } from './number-tokens'

/** What a person typed, read as a number, or the reason why not, in words for that person. */
export type NumberEntry =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string }

const LONGEST = 100
const DEEPEST = 20
const LARGEST_POWER = 64

/**
 * Reads what people type into a number field: `-0.5`, `0,5`, `1e-3`, `1/3`, `sqrt(2)/2`, `√2`, `2·3`, `2^10`,
 * `(1+sqrt(5))/2`, `pi`, `e`. The value is finite. Powers are whole and multiply out; the result uses + − × ÷ √
 * only, so every browser reads the same bits. Positions in messages count characters from 1.
 */
export function readNumber(text: string): NumberEntry {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, message: 'Type a number, for instance 0.5 or 1/3.' }
  if (trimmed.length > LONGEST) {
    return { ok: false, message: `That is ${trimmed.length} characters long; a number may have ${LONGEST}.` }
  }
  try {
    return { ok: true, value: new EntryReader(readTokens(trimmed)).read() }
  } catch (error) {
    if (error instanceof EntryError) {
      return { ok: false, message: `I can’t read “${trimmed}”: ${error.message}.` }
    }
    throw error
  }
}

/**
 * One method a line of the grammar:
 *
 *     sum     = product (('+' | '-') product)*
 *     product = signed (('*' | '/') signed | power that begins with a constant, a root or a bracket)*
 *     signed  = ('+' | '-') signed | power
 *     power   = atom ('^' whole number, with a sign and in brackets if wanted)?
 *     atom    = number | constant | root | brackets
 *     root    = 'sqrt' brackets | '√' atom
 */
class EntryReader {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  read(): number {
    const value = this.#sum()
    const rest = this.#peek()
    if (rest.kind === ')') throw new EntryError(`a closing bracket at ${rest.at} that nothing opens`)
    if (rest.kind !== 'end') throw new EntryError(`I expect + − · / or the end at ${rest.at}`)
    return value
  }

  #sum(): number {
    let value = this.#product()
    for (;;) {
      const sign = this.#take('+') ?? this.#take('-')
      if (!sign) return value
      const term = this.#product()
      value = finite(sign.kind === '+' ? value + term : value - term)
    }
  }

  #product(): number {
    let value = this.#signed()
    let divided = false
    for (;;) {
      const operator = this.#take('*') ?? this.#take('/')
      if (operator) {
        const factor = this.#signed()
        if (operator.kind === '/' && factor === 0) throw new EntryError(`division by zero at ${operator.at}`)
        value = finite(operator.kind === '*' ? value * factor : value / factor)
        divided ||= operator.kind === '/'
        continue
      }
      const juxtaposed = this.#peek()
      if (!['constant', 'root', '('].includes(juxtaposed.kind)) return value
      if (divided) throw new EntryError(`what is divided by what? Write · or brackets at ${juxtaposed.at}`)
      value = finite(value * this.#power())
    }
  }

  #signed(): number {
    const sign = this.#take('-') ?? this.#take('+')
    if (!sign) return this.#power()
    const value = this.#nested(() => this.#signed(), sign)
    return sign.kind === '-' ? -value : value
  }

  #power(): number {
    const start = this.#peek()
    const base = this.#atom()
    const caret = this.#take('^')
    if (!caret) return base
    if (start.kind === 'root' && start.text === '√') {
      throw new EntryError(`what does the root cover? Write brackets before ^ at ${caret.at}`)
    }
    const exponent = this.#wholePower(caret)
    if (base === 0 && exponent < 0) throw new EntryError(`division by zero at ${caret.at}`)
    const value = raised(base, exponent)
    const again = this.#peek()
    if (again.kind === '^') throw new EntryError(`a second ^ at ${again.at}; write brackets`)
    return finite(value, caret)
  }

  #wholePower(caret: Token): number {
    const inBrackets = this.#take('(')
    const sign = this.#take('-') ?? this.#take('+')
    const power = this.#take('number')?.value
    if (power === undefined || !Number.isInteger(power) || power > LARGEST_POWER) {
      throw new EntryError(`after ^ at ${caret.at} I expect a whole number up to ${LARGEST_POWER}`)
    }
    if (inBrackets) this.#close(inBrackets)
    return sign?.kind === '-' ? -power : power
  }

  #atom(): number {
    const token = this.#advance()
    switch (token.kind) {
      case 'number':
      case 'constant':
        return token.value
      case '(':
        return this.#brackets(token)
      case 'root':
        return this.#root(token)
      case 'end':
        throw new EntryError('it ends where a number should follow')
      default:
        throw new EntryError(`a number is missing before “${token.text}” at ${token.at}`)
    }
  }

  #brackets(open: Token): number {
    const value = this.#nested(() => this.#sum(), open)
    this.#close(open)
    return value
  }

  #root(root: Token): number {
    if (root.text !== '√' && this.#peek().kind !== '(') {
      throw new EntryError(`${root.text} at ${root.at} needs brackets, as in sqrt(2)`)
    }
    const radicand = this.#nested(() => this.#atom(), root)
    if (radicand < 0) throw new EntryError(`the square root of a negative number at ${root.at}`)
    return Math.sqrt(radicand)
  }

  #nested(read: () => number, token: Token): number {
    if (++this.#depth > DEEPEST) throw new EntryError(`nested more than ${DEEPEST} deep at ${token.at}`)
    const value = read()
    this.#depth--
    return value
  }

  #close(open: Token): void {
    if (!this.#take(')')) throw new EntryError(`the bracket at ${open.at} is not closed`)
  }

  /** The tokens end with an `end`, which is never taken off. */
  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 1, value: Number.NaN }
  }

  #advance(): Token {
    const token = this.#peek()
    if (token.kind !== 'end') this.#next++
    return token
  }

  #take(kind: Token['kind']): Token | undefined {
    return this.#peek().kind === kind ? this.#advance() : undefined
  }
}

function raised(base: number, power: number): number {
  let value = 1
  for (let factor = 0; factor < Math.abs(power); factor++) value *= base
  return power < 0 ? 1 / value : value
}

function finite(value: number, caret?: Token): number {
  if (Number.isFinite(value)) return value
  throw new EntryError(caret ? `the power at ${caret.at} is too large` : 'the result is too large')
}
