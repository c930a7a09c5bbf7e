import type * as Y from 'yjs'
import { isId } from '../schema'
import { byText, Smallest } from '../smallest'
import { MAX_ELEMENTS } from './limits'

/** The names of all entries among the annotations, and which of them are shown when there are too many (A2). */
export class NamesInSight {
  private readonly all = new Set<string>()
  /** How many of them are no ids. */
  private strangers = 0
  /** The last that is shown; null while there is room for all. */
  private last: string | null = null

  constructor(private readonly root: Y.Map<unknown>) {}

  /** How many elements there are, shown or not. */
  get count(): number {
    return this.all.size - this.strangers
  }

  has(name: string): boolean {
    return this.all.has(name) && (this.last === null || name <= this.last)
  }

  /** Looks which of these names there are now. Returns them, and those that come into sight or leave it by that. */
  follow(names: Iterable<string>): ReadonlySet<string> {
    const touched = new Set(names)
    const { last } = this
    if (this.note(touched)) this.last = this.count > MAX_ELEMENTS ? this.lastShown() : null
    if (this.last === last) return touched
    const isShown = (name: string, until: string | null) => until === null || name <= until
    for (const name of this.all) if (isShown(name, last) !== isShown(name, this.last)) touched.add(name)
    return touched
  }

  /** Whether any of the names came or went. */
  private note(names: ReadonlySet<string>): boolean {
    let isChanged = false
    for (const name of names) {
      if (this.root.has(name) === this.all.has(name)) continue
      isChanged = true
      const step = this.all.delete(name) ? -1 : 1
      if (step === 1) this.all.add(name)
      if (!isId(name)) this.strangers += step
    }
    return isChanged
  }

  private lastShown(): string | null {
    const first = new Smallest(MAX_ELEMENTS, byText)
    for (const name of this.all) if (isId(name)) first.add(name)
    return first.list().at(-1) ?? null
  }
}
