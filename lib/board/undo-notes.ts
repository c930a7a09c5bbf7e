import * as Y from 'yjs'
import { elementOfLines, lineName } from './annotations/changed-entries'

/** What is known of an item of the undo history besides what Yjs knows. */
export interface ItemNotes {
  /** Map in the document → key → what stood there before the item's first change of it (undefined: nothing). */
  readonly before: Map<Y.Map<unknown>, Map<string, unknown>>
  /** How many transactions of others there had been when the item began. */
  readonly othersEdits: number
  /** The elements that the item put among the annotations, and the lines that it put into derivations, by their names. */
  readonly added: Set<string>
  /** The elements and lines that it took away, with the plain values that they had before it. */
  readonly removed: Map<string, ReadonlyMap<string, unknown>>
}

export const newNotes = (othersEdits: number): ItemNotes => ({
  before: new Map(),
  othersEdits,
  added: new Set(),
  removed: new Map(),
})

/** Notes what each changed key of a map held; the first note of a key stays. */
export function noteValuesBefore(
  { target, changes }: Y.YEvent<Y.AbstractType<unknown>>,
  before: ItemNotes['before'],
): void {
  if (!(target instanceof Y.Map)) return
  const values = before.get(target) ?? new Map<string, unknown>()
  before.set(target, values)
  for (const [key, { oldValue }] of changes.keys) {
    if (!values.has(key)) values.set(key, oldValue)
  }
}

/** Notes which elements came and went in a change of the annotations' root, and which lines in one of a derivation's lines. */
export function noteElements(
  { target, changes }: Y.YEvent<Y.AbstractType<unknown>>,
  root: Y.Map<unknown>,
  deletions: Y.UndoManager['undoStack'][number]['deletions'],
  { before, added, removed }: ItemNotes,
): void {
  const isRoot = Object.is(target, root)
  const derivation = isRoot ? null : elementOfLines(target, root)
  if (!isRoot && derivation === null) return
  for (const [key, { action, oldValue }] of changes.keys) {
    const id = derivation === null ? key : lineName(derivation, key)
    if (action !== 'delete') added.add(id)
    if (!(oldValue instanceof Y.Map)) continue
    const values = new Map<string, unknown>()
    for (const [key, item] of oldValue._map) {
      if (Y.isDeleted(deletions, item.id)) values.set(key, item.content.getContent()[item.length - 1])
    }
    for (const [key, value] of before.get(oldValue) ?? []) values.set(key, value)
    removed.set(id, values)
  }
}

/**
 * Writes again what an undo should have brought back and did not. After truly concurrent changes of one key, of which mine won, Yjs takes
 * mine back but does not bring the earlier value again: the key is gone for everybody (U4). And of an element that
 * I had deleted, a key is missing that another has set meanwhile (U9).
 */
export function restoreMissing({ before, removed }: ItemNotes, annotations: Y.Map<unknown>): void {
  for (const [map, values] of before) {
    if (map._item?.deleted) continue // The layer, sample or element that it described has been removed.
    setMissing(map, values)
  }
  for (const [id, values] of removed) {
    const [element, line] = id.split('/')
    const found = annotations.get(element)
    const place = line === undefined ? found : lineIn(found, line)
    if (place instanceof Y.Map) setMissing(place, values)
  }
}

function lineIn(element: unknown, line: string): unknown {
  const lines: unknown = element instanceof Y.Map ? element.get('lines') : undefined
  return lines instanceof Y.Map ? lines.get(line) : undefined
}

function setMissing(map: Y.Map<unknown>, values: ReadonlyMap<string, unknown>): void {
  for (const [key, value] of values) if (isPlain(value) && !map.has(key)) map.set(key, value)
}

/** Whether a value can be written again: what is shared cannot, and nothing is no value. */
const isPlain = (value: unknown): boolean =>
  value !== undefined && !(value instanceof Y.AbstractType) && !(value instanceof Y.Doc)
