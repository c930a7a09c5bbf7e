import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import type { Board } from '../board'
import { annotationsOf, isSeeded, LOCAL } from '../schema'
import { openAnnotations } from './annotations'
import type { Element } from './element'
import { type Field, fieldsOf, type Patch, readField } from './fields'
import { GONE, LOCKED, NOT_ARRIVED, NOT_SO, type Refusal } from './refusal'

/*
 * Every command on annotations is one local transaction and one undo item, and writes nothing when it changes nothing. It
 * gives null when it is done, and else says why nothing was written (E13). Elements that somebody has deleted meanwhile
 * are passed over; when none is left, that is said.
 */

/** Makes one edit of the annotations, in one local transaction. */
export function annotate(board: Board, change: (root: Y.Map<unknown>) => void): Refusal {
  if (!isSeeded(board.doc)) return NOT_ARRIVED
  board.doc.transact(() => change(annotationsOf(board.doc)), LOCAL)
  return null
}

/** The elements of these ids that can be edited; or why they cannot. Locked ones are refused. */
export function editable(board: Board, ids: Iterable<string>): readonly Element[] | string {
  const elements = present(board, ids)
  if (elements.length === 0) return GONE
  return elements.some(({ locked }) => locked) ? LOCKED : elements
}

/** The elements of these ids that can be read. */
export function present(board: Board, ids: Iterable<string>): readonly Element[] {
  const { elements } = openAnnotations(board)
  const found: Element[] = []
  for (const id of new Set(ids)) {
    const element = elements.get(id)
    if (element !== undefined && element.kind !== 'unreadable') found.push(element)
  }
  return found
}

/**
 * Sets fields of several elements that are not locked. Fields that a kind does not have are passed over, so that a
 * selection of many kinds can be given one style.
 */
export function setFields(board: Board, patches: ReadonlyMap<string, Patch>): Refusal {
  const elements = editable(board, patches.keys())
  return typeof elements === 'string' ? elements : writeFields(board, elements, patches)
}

/** `setFields` for elements that have been looked at. Values are written, even the defaults: see SCHEMA.md, E14. */
export function writeFields(
  board: Board,
  elements: readonly Element[],
  patches: ReadonlyMap<string, Patch>,
): Refusal {
  const writes: [id: string, field: Field, value: unknown][] = []
  for (const element of elements) {
    for (const [field] of fieldsOf(element.kind)) {
      const given = patches.get(element.id)?.[field as keyof Patch]
      if (given === undefined) continue
      const value = stored(readField(element.kind, field, given))
      if (value === undefined) return NOT_SO
      const shown: unknown = element[field as keyof Element]
      if (!equalityDeep(value, shown)) writes.push([element.id, field, value])
    }
  }
  if (writes.length === 0) return null
  return annotate(board, root => {
    for (const [id, field, value] of writes) elementMap(root, id)?.set(field, value)
  })
}

export function elementMap(root: Y.Map<unknown>, id: string): Y.Map<unknown> | null {
  const map = root.get(id)
  return map instanceof Y.Map ? map : null
}

/**
 * A value as it is written: numbers in single precision, which takes half the bytes; a ten-thousandth of a pixel at a
 * place a thousand pixels away does not show.
 */
export function stored(value: unknown): unknown {
  if (typeof value === 'number') return Math.fround(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(stored)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stored(inner)]))
}
