import * as Y from 'yjs'
import { isId } from '../schema'
import { byText, Smallest } from '../smallest'
import type { Problem } from '../types'
import type { DerivationLine, UnreadableLine } from './element'
import { MAX_LINE, MAX_LINES } from './limits'
import { cleanLine, readText } from './read-text'
import { readOrder, readTitle } from './values'

/** The lines of a derivation as they stand in the document, and what of them could not be read. */
export interface ReadLines {
  readonly lines: readonly (DerivationLine | UnreadableLine)[]
  readonly problems: readonly Problem[]
}

/** Reads the lines of the derivation `id` (A11); null when there are none to be read. Never throws and never writes. */
export function readLines(id: string, value: unknown): ReadLines | null {
  if (!(value instanceof Y.Map)) return null
  const map: Y.Map<unknown> = value
  const names = new Smallest<string>(MAX_LINES, byText)
  for (const name of map.keys()) if (isId(name)) names.add(name)
  const lines = names.list().map(name => readLine(name, map.get(name)))
  lines.sort((a, b) => byText(a.order, b.order) || byText(a.id, b.id))
  const problems: Problem[] = lines
    .filter(line => 'why' in line)
    .map(line => ({ where: `annotations.${id}.lines.${line.id}`, message: line.why }))
  if (names.count > lines.length) {
    const message = `Only ${lines.length} of ${names.count} lines of this derivation are shown.`
    problems.push({ where: `annotations.${id}.lines`, message })
  }
  return { lines, problems }
}

function readLine(id: string, value: unknown): DerivationLine | UnreadableLine {
  if (!(value instanceof Y.Map)) return { id, order: '', why: 'This is no line of a derivation.' }
  const order = readOrder(value.get('order')) ?? ''
  const text: unknown = value.get('text')
  if (!(text instanceof Y.Text)) return { id, order, why: 'This line has no text that can be read.' }
  return { id, order, text: cleanLine(readText(text, MAX_LINE)), reason: readReason(value.get('reason')) }
}

/** A reason is one line, as a title is; one without words is none. */
export const readReason = (value: unknown): string | null => readTitle(value)?.trim() || null
