import * as Y from 'yjs'

/** What is known of an item of the undo history besides what Yjs knows. */
export interface ItemNotes {
  /** Map in the document → key → what stood there before the item's first change of it (undefined: nothing). */
  readonly before: Map<Y.Map<unknown>, Map<string, unknown>>
  /** How many transactions of others there had been when the item began. */
  readonly othersEdits: number
  /** The elements that the item put among the annotations. */
  readonly added: Set<string>
  /** The elements that it took away, with the plain values that they had before it. */
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

/** Notes which elements came and went in a change of the annotations' root. */
export function noteElements(
  { changes }: Y.YEvent<Y.AbstractType<unknown>>,
  deletions: Y.UndoManager['undoStack'][number]['deletions'],
  { before, added, removed }: ItemNotes,
): void {
  for (const [id, { action, oldValue }] of changes.keys) {
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
    const element = annotations.get(id)
    if (element instanceof Y.Map) setMissing(element, values)
  }
}

function setMissing(map: Y.Map<unknown>, values: ReadonlyMap<string, unknown>): void {
  for (const [key, value] of values) if (isPlain(value) && !map.has(key)) map.set(key, value)
}

/** Whether a value can be written again: what is shared cannot, and nothing is no value. */
const isPlain = (value: unknown): boolean =>
  value !== undefined && !(value instanceof Y.AbstractType) && !(value instanceof Y.Doc)
