import * as Y from 'yjs'
import type { Board } from '../board'
import { annotate, editable, elementMap } from './edit'
import { isWritten } from './element'
import { mostText } from './read-element'
import { cleanText } from './read-text'
import { NOT_SO, type Refusal } from './refusal'
import { rebase, type Splice, spliceBetween } from './text-splice'

/** What somebody has done to a text in a field of the page. */
export interface TextChange {
  /** What the field held before, as this participant saw it. Others may have gone on writing since. */
  readonly before: string
  readonly after: string
  /** Where the caret stands afterwards, in UTF-16 units. */
  readonly caret?: number
}

/** Writes what a participant typed into the text of an element, as the smallest change that does it. */
export function editText(board: Board, id: string, { before, after, caret }: TextChange): Refusal {
  const elements = editable(board, [id])
  if (typeof elements === 'string') return elements
  const [element] = elements
  if (!isWritten(element)) return NOT_SO
  const most = mostText(element.kind)
  const splices = splicesOf({ before, after: cleanText(after), caret }, element.text, most)
  if (typeof splices === 'string') return splices
  if (splices.length === 0) return null
  return annotate(board, root => applyTo(elementMap(root, id)?.get('text'), splices))
}

/**
 * What makes the participant's change of a text that others may have gone on writing: `now` is what it says. In words, why not,
 * when it would grow beyond `most`.
 */
export function splicesOf(
  { before, after, caret }: TextChange,
  now: string,
  most: number,
): readonly Splice[] | string {
  const mine = spliceBetween(before, after, caret)
  if (mine === null) return []
  const growth = mine.insert.length - mine.remove
  if (growth > 0 && now.length + growth > most) {
    return `It is full: a text like this holds ${most.toLocaleString('en')} characters.`
  }
  const theirs = spliceBetween(before, now)
  return theirs === null ? [mine] : rebase(mine, theirs)
}

/** Makes the changes one after the other, if it is a text. */
export function applyTo(text: unknown, splices: readonly Splice[]): void {
  if (!(text instanceof Y.Text)) return
  for (const { at, remove, insert } of splices) {
    if (remove > 0) text.delete(at, remove)
    if (insert !== '') text.insert(at, insert)
  }
}
