import * as Y from 'yjs'

/**
 * When content may pass between a document and the server, over one connection after the other: not before the server has
 * told whose storage it has, and never with another storage than the one that the document is in step with. What a
 * restored backup lacks would go into it, and what it has would come in here, before anybody was asked.
 */
export class Exchange {
  private isOpen = false
  /** A step 1 of the server that came before the exchange was open. */
  private question: Uint8Array | null = null
  /** Whose storage the present connection leads to. */
  private announced: string | null = null

  /**
   * @param inStepWith - the generation of the storage that the content of `doc` came from; null while it has none
   * @param answer - sends all that the asker of a step 1 lacks
   */
  constructor(
    private readonly doc: Y.Doc,
    private inStepWith: string | null,
    private readonly answer: (stateVector: Uint8Array) => void,
  ) {}

  /** The generation of the storage that the document is in step with; null before the first content came from it. */
  get generation(): string | null {
    return this.inStepWith
  }

  /** A connection began. The server tells whose storage it has only to those who show a token. */
  begin(hasToken: boolean): void {
    this.isOpen = !hasToken
  }

  /** The server told whose storage it has. False when that is another one than the document's: nothing may pass. */
  welcome(generation: string): boolean {
    this.announced = generation
    if (this.inStepWith !== null && this.inStepWith !== generation) return false
    this.isOpen = true
    this.answerQuestion()
    return true
  }

  /** The server asks for what it lacks. */
  ask(stateVector: Uint8Array): void {
    this.question = stateVector
    this.answerQuestion()
  }

  /** Takes content of the server in. Throws when that comes before the server has told whose storage it has. */
  absorb(update: Uint8Array, origin: unknown): void {
    if (!this.isOpen) throw new Error('Content before the welcome')
    Y.applyUpdate(this.doc, update, origin)
    this.inStepWith = this.announced
  }

  /** The connection is gone. */
  end(): void {
    this.isOpen = false
    this.question = null
  }

  private answerQuestion(): void {
    if (!this.isOpen || this.question === null) return
    this.answer(this.question)
    this.question = null
  }
}
