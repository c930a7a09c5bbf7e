/** Puts LaTeX into the formula that is written, and the caret at `caret` in it. */
export type MathInserter = (latex: string, caret: number) => void
