import { readLine } from '../reader/read-line'
import { latexLine } from './latex'

/** How a line of a derivation is shown that somebody typed: as a formula, or, where it is none, in their words. */
export type ShownLine =
  | { readonly kind: 'formula'; readonly latex: string }
  | { readonly kind: 'words'; readonly words: string }

/** What only a formula has: a command, an index, a power, a relation. */
const OF_A_FORMULA = /[\\_^=←≈]/

/** LaTeX is set as it was typed; plain text as it was read, which is what counts. */
export function shownLine(text: string): ShownLine {
  if (text.includes('\\')) return { kind: 'formula', latex: text }
  const reading = readLine(text)
  if (reading.ok) return { kind: 'formula', latex: latexLine(reading.line) }
  return OF_A_FORMULA.test(text) ? { kind: 'formula', latex: text } : { kind: 'words', words: text }
}
