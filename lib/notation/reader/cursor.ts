import type { Expression } from '../expression/tree'
import { ReadingError } from './reading-error'
import type { Token } from './tokens'

/** How deep brackets, fractions and indices may lie inside one another. */
const DEEPEST = 30

/** A place between the tokens of a line, and what the reader has to say about the line so far. */
export class Cursor {
  private place = 0
  private depth = 0
  private readonly remarks = new Set<string>()
  private readonly handedBack: Expression[] = []
  /** How many |…| are open, so that the next bar closes one. */
  openBars = 0

  constructor(
    private readonly tokens: readonly Token[],
    /** The text's length: where the line ends. */
    private readonly length: number,
    /** Whether the line is written in LaTeX, where only one character belongs to a `_` or `^` without braces. */
    readonly latex: boolean,
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.place + ahead]
  }

  /** Whether the next token, or one `ahead`, is this mark. */
  isAt(mark: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'mark' && token.text === mark
  }

  isAtName(name: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'name' && token.text === name
  }

  next(): Token | undefined {
    const token = this.tokens[this.place]
    if (token) this.place++
    return token
  }

  /** Takes the mark if it is next. */
  accept(mark: string): boolean {
    if (!this.isAt(mark)) return false
    this.place++
    return true
  }

  expect(mark: string, why: string): void {
    if (!this.accept(mark)) throw this.error(why)
  }

  get atEnd(): boolean {
    return this.place >= this.tokens.length
  }

  /** Where the next token stands in the text. */
  get position(): number {
    return this.peek()?.at ?? this.length
  }

  /** Goes back to a place that `mark` gave. */
  mark(): number {
    return this.place
  }

  reset(place: number): void {
    this.place = place
  }

  /** Gives a factor back that was read and does not belong; it is the next one again. Reading it twice could take very long. */
  handBack(factor: Expression): void {
    this.handedBack.push(factor)
  }

  takeHandedBack(): Expression | undefined {
    return this.handedBack.pop()
  }

  get hasHandedBack(): boolean {
    return this.handedBack.length > 0
  }

  /** Something that the line was read as, for the one who wrote it. */
  remark(words: string): void {
    this.remarks.add(words)
  }

  get notes(): readonly string[] {
    return [...this.remarks]
  }

  /** An error at the next token. */
  error(message: string): ReadingError {
    const token = this.peek()
    return new ReadingError(this.position, token?.end ?? this.length, message)
  }

  /** Reads something that may hold more of its kind, no deeper than is sensible. */
  nested<Value>(read: () => Value): Value {
    if (this.depth >= DEEPEST) {
      throw this.error(`This is nested more than ${DEEPEST} deep; no formula of the chain needs that.`)
    }
    this.depth++
    const value = read()
    this.depth--
    return value
  }
}
