import type * as Y from 'yjs'
import { type Nested, nestedMap } from './schema'

/** How the entries of a map are read, which belong together, and what there is to know of a group. */
export interface Grouping<Entry, Summary> {
  /** Looks at nothing but `value`, which stands under `key`, and at the keys of it where it is a Y.Map. */
  read(key: string, value: unknown): Entry
  groupOf(key: string, entry: Entry): string
  /** The same for the same entries, in whatever order they come. */
  summarise(entries: ReadonlyMap<string, Entry>): Summary
}

/**
 * The entries of one of the maps inside the model, in groups. A change is read entry by entry and its group alone is
 * summarised again, so that a document with hundreds of thousands of entries can be edited as fast as a small one.
 */
export class EntryGroups<Entry, Summary> {
  private map: Y.Map<unknown> | null = null
  private readonly groups = new Map<string, Map<string, Entry>>()
  private readonly groupOfKey = new Map<string, string>()
  private readonly summaries = new Map<string, Summary>()

  constructor(
    private readonly model: Y.Map<unknown>,
    private readonly name: Nested,
    private readonly grouping: Grouping<Entry, Summary>,
  ) {}

  /** What there is to know of a group; it may have no entries, and the map may be missing. */
  summary(group: string): Summary {
    this.followMap()
    const known = this.summaries.get(group)
    if (known !== undefined) return known
    const summary = this.grouping.summarise(this.groups.get(group) ?? new Map())
    this.summaries.set(group, summary)
    return summary
  }

  /** The names of the groups that have entries. */
  names(): Iterable<string> {
    this.followMap()
    return this.groups.keys()
  }

  /** Reads again what a transaction changed. To be told of every transaction of the document. */
  noteChanges({ changed }: Y.Transaction): void {
    if (this.map === null) return
    for (const [type, keys] of changed) {
      if (Object.is(type, this.map)) {
        for (const key of keys) if (key !== null) this.readAgain(this.map, key)
      } else if (Object.is(type.parent, this.map)) {
        const key = type._item?.parentSub
        if (typeof key === 'string') this.readAgain(this.map, key)
      }
    }
  }

  /** Another map may have been put under the name since. */
  private followMap(): void {
    const map = nestedMap(this.model, this.name)
    if (map === this.map) return
    this.map = map
    for (const index of [this.groups, this.groupOfKey, this.summaries]) index.clear()
    map?.forEach((value, key) => {
      this.add(key, value)
    })
  }

  private readAgain(map: Y.Map<unknown>, key: string): void {
    this.remove(key)
    if (map.has(key)) this.add(key, map.get(key))
  }

  private add(key: string, value: unknown): void {
    const entry = this.grouping.read(key, value)
    const name = this.grouping.groupOf(key, entry)
    const group = this.groups.get(name)
    if (group === undefined) this.groups.set(name, new Map([[key, entry]]))
    else group.set(key, entry)
    this.groupOfKey.set(key, name)
    this.summaries.delete(name)
  }

  private remove(key: string): void {
    const name = this.groupOfKey.get(key)
    if (name === undefined) return
    const group = this.groups.get(name)
    group?.delete(key)
    if (group?.size === 0) this.groups.delete(name)
    this.groupOfKey.delete(key)
    this.summaries.delete(name)
  }
}
