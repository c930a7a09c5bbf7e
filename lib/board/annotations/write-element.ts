import { equalityDeep } from 'lib0/function'
import * as Y from 'yjs'
import { stored } from './edit'
import type { Cut, Derivation, Element, Kind } from './element'
import { type Field, fieldsOf, REQUIRED, readField } from './fields'
import { INK_KEY, inkRecord } from './ink-record'
import { isWrittenKind, mostText } from './read-element'
import { cleanText } from './read-text'
import { keyOfCut, readCuts, unionOf } from './values'
import { type LineWriting, lineMap, lineWritingsOf, type NewLine } from './write-lines'

/** Fields that the board fills in, or that follow from others. */
type Filled = 'order' | 'anchorLost' | 'fromLost' | 'toLost'
/** Fields that a new element cannot do without. */
type Needed<E> = Extract<
  keyof E,
  | 'id'
  | 'kind'
  | 'x'
  | 'y'
  | 'points'
  | 'end'
  | 'height'
  | 'hash'
  | 'type'
  | (E extends { height: number } ? 'width' : never)
>
type NewOf<E> = E extends Derivation
  ? Pick<E, Needed<E>> &
      Partial<Omit<E, Filled | Needed<E> | 'lines'>> & { readonly lines?: readonly NewLine[] }
  : E extends unknown
    ? Pick<E, Needed<E>> & Partial<Omit<E, Filled | Needed<E>>>
    : never

/** An element to be added: what is left out is the default. */
export type NewElement = NewOf<Element>

/** An element as it is written into the document, but for its order. */
export interface Writing {
  readonly id: string
  readonly kind: Kind
  readonly fields: ReadonlyMap<Field, unknown>
  /** The text of a written element, else null. */
  readonly text: string | null
  /** The lines of a derivation, else none. */
  readonly lines: readonly LineWriting[]
  readonly cuts: readonly Cut[]
}

/**
 * What is to be written of a new element, whoever says it; or, in words, what of it is no element. Defaults are left
 * out, and so is what its kind does not have.
 */
export function writingOf(
  id: string,
  kind: Kind,
  given: Readonly<Record<string, unknown>>,
): Writing | string {
  const fields = new Map<Field, unknown>()
  for (const [field, standIn] of fieldsOf(kind)) {
    if (field === 'order') continue
    const value = Object.hasOwn(given, field) ? given[field] : undefined
    const read = value === undefined ? undefined : readField(kind, field, value)
    if (read === undefined && (standIn === REQUIRED || value !== undefined)) {
      return `The ${field} of this ${kind} cannot be read.`
    }
    if (read !== undefined && !equalityDeep(read, standIn)) fields.set(field, stored(read))
  }
  const text = isWrittenKind(kind) ? textOf(given) : null
  if (text !== null && text.length > mostText(kind)) return `The text of this ${kind} is too long.`
  const lines = kind === 'derivation' ? lineWritingsOf(given.lines) : []
  if (typeof lines === 'string') return lines
  return { id, kind, fields, text, lines, cuts: cutsOf(given) }
}

const textOf = ({ text }: Readonly<Record<string, unknown>>): string =>
  typeof text === 'string' ? cleanText(text) : ''

function cutsOf({ cuts }: Readonly<Record<string, unknown>>): readonly Cut[] {
  return unionOf(readCuts(cuts) ?? [])
}

/** Writes a new element (A3, A4). */
export function writeElement(
  root: Y.Map<unknown>,
  { id, kind, fields, text, lines, cuts }: Writing,
  order: string,
): void {
  const all = new Map<string, unknown>([['kind', kind], ['order', order], ...fields])
  const entries = new Map<string, unknown>()
  if (fields.has('points')) {
    const { record, held } = inkRecord(Object.fromEntries(all))
    entries.set(INK_KEY, record)
    for (const key of held) all.delete(key)
  }
  for (const [key, value] of all) entries.set(key, value)
  for (const cut of cuts) entries.set(keyOfCut(cut), 1)
  if (text !== null) entries.set('text', new Y.Text(text))
  if (kind === 'derivation') {
    entries.set('lines', new Y.Map(lines.map(line => [line.id, lineMap(line)])))
  }
  root.set(id, new Y.Map(entries))
}
