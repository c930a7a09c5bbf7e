/** What happened in a run: a hash over all of it, which two runs of a seed share, and on request the lines to read. */
export class Trace {
  private state = 0x811c9dc5
  readonly lines: string[] = []

  constructor(
    private readonly now: () => number,
    private readonly isWritten: boolean,
  ) {}

  /** Notes an event by its numbers and its words; those are only made when somebody reads them. */
  note(who: string, what: string, bytes?: Uint8Array, words?: () => string): void {
    this.addText(who)
    this.addText(what)
    this.add(this.now() * 1000)
    if (bytes !== undefined) {
      this.add(bytes.length)
      for (const byte of bytes) this.add(byte)
    }
    if (!this.isWritten) return
    const size = bytes === undefined ? '' : ` ${bytes.length} B`
    this.lines.push(
      `${this.now().toFixed(1).padStart(9)}  ${who.padEnd(14)} ${what}${size} ${words?.() ?? ''}`,
    )
  }

  get hash(): string {
    return (this.state >>> 0).toString(16).padStart(8, '0')
  }

  private add(value: number): void {
    this.state = Math.imul(this.state ^ (value & 0xff) ^ (value >> 8), 0x01000193)
  }

  private addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i))
  }
}
