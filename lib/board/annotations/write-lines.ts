import { generateNKeysBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { MAX_LINE, MAX_LINES } from './limits'
import { readReason } from './read-lines'
import { cleanLine } from './read-text'

/** A line to be added to a derivation. */
export interface NewLine {
  readonly text: string
  readonly reason?: string | null
}

/** A line as it is written into the document. */
export interface LineWriting {
  readonly id: string
  readonly order: string
  readonly text: string
  readonly reason: string | null
}

/** The most that `lines` of a new derivation may be, in words, for whoever asks for more. */
export const TOO_MANY_LINES = `A derivation holds ${MAX_LINES} lines. Go on in another one.`
export const TOO_LONG_LINE = `A line holds ${MAX_LINE.toLocaleString('en')} characters. Go on in the next one.`

/**
 * What is to be written of the lines of a new derivation, whoever says them: what is no line is left out; or, in words, why they
 * cannot be written. Their ids count from 1, because nobody else adds to a derivation that is not there yet.
 */
export function lineWritingsOf(given: unknown): readonly LineWriting[] | string {
  if (given === undefined) return []
  if (!Array.isArray(given)) return 'The lines of this derivation cannot be read.'
  if (given.length > MAX_LINES) return TOO_MANY_LINES
  const lines = given.map(newLineIn).filter(line => line !== null)
  if (lines.some(({ text }) => text.length > MAX_LINE)) return TOO_LONG_LINE
  const orders = generateNKeysBetween(null, null, lines.length)
  return lines.map((line, i) => ({ ...line, id: (i + 1).toString(36), order: orders[i] ?? '' }))
}

function newLineIn(value: unknown): Pick<LineWriting, 'text' | 'reason'> | null {
  const { text, reason }: Partial<Record<string, unknown>> = { ...(value as object) }
  return typeof text === 'string' ? { text: cleanLine(text), reason: readReason(reason) } : null
}

export const lineMap = ({ order, text, reason }: Omit<LineWriting, 'id'>): Y.Map<unknown> =>
  new Y.Map<unknown>([
    ['order', order],
    ['text', new Y.Text(text)],
    ...(reason === null ? [] : [['reason', reason] as const]),
  ])
