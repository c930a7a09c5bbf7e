/** Why an expression has no value, in words: thrown inside the evaluation only. */
export class NoValue extends Error {
  constructor(
    message: string,
    /** Whether it is only because an index leaves the chain: at another index there may be a value. */
    readonly leavesChain = false,
  ) {
    super(message)
  }
}
