import * as Y from 'yjs'

/** How many structs Yjs moves in a client's list in the time of a look at a neighbour: see `cut`. */
const MOVED_IN_A_LOOK = 128

/** How many structs are walked over in the time of a look at a neighbour. */
export const WALKED_IN_A_LOOK = 8

/** More looks than one update may need, some 0.2 s of them. */
export const MOST_LOOKS = 600_000

/** An update for whose content Yjs would look for its place for too long. */
export class TooMuchEffort extends Error {}

/** What stands right of something: an id, or nothing. Others may have come in between, nobody has worked out where. */
type Neighbour = Y.ID | null | 'unknown'

/** The list, or the entries under one key of a map, in which a piece of content stands. */
interface Row {
  /** How many pieces the update has put into it. */
  pieces: number
  /** What stands at its beginning, where the update has changed that. */
  first?: Neighbour
}

/** The list or the key of a map in which something stands. */
interface Where {
  /** The type that it lies in, if the document has it already. */
  readonly within: unknown
  readonly key: string | null
}

/**
 * What it costs Yjs to put an update's content in its place, counted in the neighbours that it looks at. A piece that
 * comes between two that stand next to each other costs nothing, and so does what one replica wrote, be it a year of it. What was
 * written at the same time by others is looked at one by one: seldom more than a few, and a hundred thousand for every piece of
 * an update that is made for it. So it is counted before, never too low, and without putting anything anywhere.
 */
export class Effort {
  private count = 0
  private readonly rows = new Map<unknown, Map<string | null, Row>>()
  /** What stands right of an id, by client and clock, where the update has changed that. */
  private readonly changed = new Map<number, Map<number, Neighbour>>()

  constructor(private readonly doc: Y.Doc) {}

  get looks(): number {
    return this.count
  }

  /**
   * The update puts a piece somewhere. Throws `TooMuchEffort`.
   *
   * @param left - what stood left of it where it was written, null for the beginning
   * @param right - what stood right of it there, null for the end
   * @param first - its own first id
   * @param last - its own last id
   */
  put(where: Where, left: Y.ID | null, right: Y.ID | null, first: Y.ID, last: Y.ID): void {
    const row = this.rowOf(where)
    const fits = isSame(this.rightOf(row, where, left), right)
    if (!fits) this.look(where, left, right, row.pieces)
    row.pieces++
    if (left === null) row.first = fits ? first : 'unknown'
    else this.note(left, fits ? first : 'unknown')
    // If others wrote in between at the same time, Yjs stops at the first of them.
    this.note(last, right)
  }

  /** Yjs cuts a piece in two, and moves so many structs of the same client for it. Throws `TooMuchEffort`. */
  cut(behind: number): void {
    this.add(1 + behind / MOVED_IN_A_LOOK)
  }

  private look({ within, key }: Where, left: Y.ID | null, right: Y.ID | null, own: number): void {
    this.add(own)
    const end = right !== null && this.knows(right) ? Y.getItem(this.doc.store, right) : null
    // What stands right of something that is new, and was there before, ends the search.
    if (left !== null && !this.knows(left)) return
    if (left === null && key !== null) {
      // Yjs goes to the first entry from the last.
      for (let entry = lastEntry(within, key); entry !== null; entry = entry.left) this.add(1)
      return
    }
    for (let item = this.firstAfter(within, left); item !== null && item !== end; item = item.right)
      this.add(1)
  }

  private firstAfter(within: unknown, left: Y.ID | null): Y.Item | null {
    if (left === null) return within instanceof Y.AbstractType ? within._start : null
    const item = Y.getItem(this.doc.store, left)
    return item instanceof Y.Item ? item.right : null
  }

  private rightOf(row: Row, { within, key }: Where, left: Y.ID | null): Neighbour {
    if (left === null) {
      if (row.first !== undefined) return row.first
      if (key !== null) return lastEntry(within, key) === null ? null : 'unknown'
      return this.firstAfter(within, null)?.id ?? null
    }
    const changed = this.changed.get(left.client)?.get(left.clock)
    if (changed !== undefined) return changed
    const next = Y.createID(left.client, left.clock + 1)
    if (!this.knows(left)) return next // it is in the middle of a piece of the update
    const item = Y.getItem(this.doc.store, left)
    if (left.clock < item.id.clock + item.length - 1) return next
    return item instanceof Y.Item ? (item.right?.id ?? null) : null
  }

  private note(left: Y.ID, right: Neighbour): void {
    const ofClient = this.changed.get(left.client) ?? new Map<number, Neighbour>()
    this.changed.set(left.client, ofClient)
    ofClient.set(left.clock, right)
  }

  private rowOf({ within, key }: Where): Row {
    const rows = this.rows.get(within) ?? new Map<string | null, Row>()
    this.rows.set(within, rows)
    const row = rows.get(key) ?? { pieces: 0 }
    rows.set(key, row)
    return row
  }

  private knows({ client, clock }: Y.ID): boolean {
    return clock < Y.getState(this.doc.store, client)
  }

  private add(looks: number): void {
    this.count += looks
    if (this.count > MOST_LOOKS) throw new TooMuchEffort()
  }
}

const lastEntry = (within: unknown, key: string): Y.Item | null =>
  within instanceof Y.AbstractType ? (within._map.get(key) ?? null) : null

const isSame = (found: Neighbour, wanted: Y.ID | null): boolean =>
  found !== 'unknown' && Y.compareIDs(found, wanted)
