import * as Y from 'yjs'
import type { Board } from '../board'
import { annotate, editable, elementMap } from './edit'
import { applyTo, splicesOf, type TextChange } from './edit-text'
import { type Derivation, isReadable } from './element'
import { MAX_LINE, MAX_LINES } from './limits'
import { newElementId } from './new-id'
import { roomAt } from './orders'
import { readReason } from './read-lines'
import { cleanLine } from './read-text'
import { GONE, NOT_SO, type Refusal } from './refusal'
import { lineMap, type NewLine, TOO_LONG_LINE, TOO_MANY_LINES } from './write-lines'

/** The ids of new lines from the top; or why there are none. */
export type AddedLines = { readonly ids: readonly string[] } | { readonly refused: string }

/** Puts lines into a derivation below the line `after`: null puts them first, a line that is gone puts them last. */
export function addLines(
  board: Board,
  id: string,
  after: string | null,
  lines: readonly NewLine[],
): AddedLines {
  const derivation = editableDerivation(board, id)
  if (typeof derivation === 'string') return { refused: derivation }
  if (derivation.lines.length + lines.length > MAX_LINES) return { refused: TOO_MANY_LINES }
  const written = lines.map(({ text, reason = null }) => ({
    text: cleanLine(text),
    reason: readReason(reason),
  }))
  if (written.some(({ text }) => text.length > MAX_LINE)) return { refused: TOO_LONG_LINE }
  const above = derivation.lines.findIndex(line => line.id === after)
  const index = after === null ? 0 : above < 0 ? derivation.lines.length : above + 1
  const orders = derivation.lines.map(({ order }) => order)
  const ids = lines.map(() => newElementId(board))
  const refused = changeLines(board, id, map => {
    const { own, mended } = roomAt(orders, index, lines.length)
    mend(map, derivation, mended)
    for (const [i, line] of written.entries()) map.set(ids[i], lineMap({ ...line, order: own[i] }))
  })
  return refused === null ? { ids } : { refused }
}

/** Deletes lines, what cannot be read among them. */
export function removeLines(board: Board, id: string, lineIds: readonly string[]): Refusal {
  const derivation = editableDerivation(board, id)
  if (typeof derivation === 'string') return derivation
  if (!derivation.lines.some(line => lineIds.includes(line.id))) return GONE
  return changeLines(board, id, map => {
    for (const line of lineIds) map.delete(line)
  })
}

/** Moves a line to the place `to` of the list, counted from 0 as it stands without the line. */
export function moveLine(board: Board, id: string, lineId: string, to: number): Refusal {
  const derivation = editableDerivation(board, id)
  if (typeof derivation === 'string') return derivation
  const from = derivation.lines.findIndex(line => line.id === lineId)
  if (from < 0) return GONE
  const others = derivation.lines.filter(line => line.id !== lineId)
  const place = Math.max(0, Math.min(others.length, to))
  if (place === from) return null
  return changeLines(board, id, map => {
    const { own, mended } = roomAt(
      others.map(({ order }) => order),
      place,
      1,
    )
    mend(map, { lines: others }, mended)
    setIn(map, lineId, 'order', own[0])
  })
}

/** Writes what a participant typed into a line, as the smallest change that does it. */
export function editLine(
  board: Board,
  id: string,
  lineId: string,
  { before, after, caret }: TextChange,
): Refusal {
  const derivation = editableDerivation(board, id)
  if (typeof derivation === 'string') return derivation
  const line = derivation.lines.find(each => each.id === lineId)
  if (line === undefined) return GONE
  if (!isReadable(line)) return NOT_SO
  const splices = splicesOf({ before, after: cleanLine(after), caret }, line.text, MAX_LINE)
  if (typeof splices === 'string') return splices
  if (splices.length === 0) return null
  return changeLines(board, id, map => {
    const entry = map.get(lineId)
    if (entry instanceof Y.Map) applyTo(entry.get('text'), splices)
  })
}

/** Says why a line follows, in one's own words; without words the reason goes (E14). */
export function setReason(board: Board, id: string, lineId: string, reason: string): Refusal {
  const derivation = editableDerivation(board, id)
  if (typeof derivation === 'string') return derivation
  const line = derivation.lines.find(each => each.id === lineId)
  if (line === undefined) return GONE
  if (!isReadable(line)) return NOT_SO
  const clean = readReason(reason)
  if (clean === line.reason) return null
  return changeLines(board, id, map => setIn(map, lineId, 'reason', clean ?? ''))
}

function editableDerivation(board: Board, id: string): Derivation | string {
  const elements = editable(board, [id])
  if (typeof elements === 'string') return elements
  const [element] = elements
  return element?.kind === 'derivation' ? element : NOT_SO
}

const changeLines = (board: Board, id: string, change: (lines: Y.Map<unknown>) => void): Refusal =>
  annotate(board, root => {
    const lines = elementMap(root, id)?.get('lines')
    if (lines instanceof Y.Map) change(lines)
  })

function mend(
  map: Y.Map<unknown>,
  { lines }: Pick<Derivation, 'lines'>,
  mended: ReadonlyMap<number, string>,
): void {
  for (const [i, order] of mended) setIn(map, lines[i].id, 'order', order)
}

function setIn(map: Y.Map<unknown>, lineId: string, key: string, value: unknown): void {
  const line = map.get(lineId)
  if (line instanceof Y.Map) line.set(key, value)
}
