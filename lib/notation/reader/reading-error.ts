/** Why a text cannot be read, and where: thrown inside the reader only. */
export class ReadingError extends Error {
  constructor(
    /** From this character on, counted from 0 … */
    readonly at: number,
    /** … up to this one. */
    readonly end: number,
    message: string,
  ) {
    super(message)
  }
}
