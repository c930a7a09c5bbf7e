import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { DEEPEST, isTooDeep } from './depth'
import { Effort, TooMuchEffort } from './effort'

/** What an update would do to a document, found without applying it. */
export type Finding =
  /** Everything in it is known already. */
  | { readonly kind: 'nothing'; readonly walked: number }
  | Change
  /** It builds on something that the document does not have. */
  | { readonly kind: 'gap'; readonly walked: number }
  /** No Yjs client writes such an update. */
  | { readonly kind: 'malformed'; readonly reason: string }

/** It changes these root maps; its new content bears these client ids. */
interface Change {
  readonly kind: 'change'
  readonly roots: ReadonlySet<string>
  readonly authors: ReadonlySet<number>
  /** How many neighbours Yjs looks at to put it in its place, at most. */
  readonly looks: number
  /** How many structs had to be walked over to see what it deletes; every finding but the last kind says so. */
  readonly walked: number
}

/** Longer runs of deleted content than any client can have written. */
const LONGEST_STRUCT = 1_000_000
/** More client ids in one update than a browser collects between two visits. */
export const MOST_AUTHORS = 1_000
/** Longer keys than any of ours, in characters: the longest has two ids of 48. */
const LONGEST_KEY = 200

type Struct = Y.Item | Y.GC
/** Where something lies; null when it was collected as garbage. */
type Place = {
  /** The name of the root map that it belongs to. */
  readonly root: string
  /** How many maps, lists and texts it is inside of: 1 in the root map itself. */
  readonly depth: number
  /** What stands for the map, list or text that it lies in, and its key there. */
  readonly within: unknown
  readonly key: string | null
} | null

class Malformed extends Error {}

/**
 * Examines a V1 update (V2 is never decoded from the network) as if it were applied to `doc` after everything before it.
 * Content whose neighbours lie in different places is malformed: which of them it goes to depends on what a replica has
 * collected as garbage.
 */
export function examine(doc: Y.Doc, update: Uint8Array): Finding {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const blocks = decoding.readVarUint(decoding.createDecoder(update))
    return new Examination(doc).run(structs, blocks, ds)
  } catch (error) {
    return { kind: 'malformed', reason: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Malformed) return error.message
  if (error instanceof TooMuchEffort) return 'to put it in its place would take too long'
  return 'it cannot be decoded'
}

/** The structs that one client wrote, waiting in order for what they build on. */
interface Queue {
  readonly client: number
  readonly structs: Struct[]
  next: number
}

/** What is known of a new struct that others may refer to. */
interface Placed {
  readonly start: number
  readonly end: number
  readonly place: Place
  readonly holdsType: boolean
}

class Examination {
  private readonly rootNames: ReadonlyMap<unknown, string>
  /** For each client of the update, how far the document and the update's structs reach so far. */
  private readonly reached = new Map<number, number>()
  /** The update's own structs, by client, ordered by clock. */
  private readonly placed = new Map<number, Placed[]>()
  private readonly roots = new Set<string>()
  private readonly authors = new Set<number>()
  /** Pieces that bring several values under one key. */
  private readonly long: Y.Item[] = []
  private deletes = false
  private walked = 0
  private readonly effort: Effort

  constructor(private readonly doc: Y.Doc) {
    this.effort = new Effort(doc)
    this.rootNames = new Map(Array.from(doc.share, ([name, type]) => [type, name]))
  }

  run(structs: readonly (Struct | Y.Skip)[], blocks: number, deletions: Deletions): Finding {
    const queues = queuesOf(structs)
    // An empty block takes the place of the one before of the same client in some of Yjs' readers, and not in others.
    if (queues.length !== blocks) throw new Malformed('an author has written nothing')
    if (!this.place(queues)) return this.find('gap')
    for (const [client, ranges] of deletions.clients) {
      if (!this.delete(client, ranges)) return this.find('gap')
    }
    if (!this.long.every(item => isDeleted(item, deletions))) throw new Malformed('a key has several values')
    if (this.authors.size === 0 && !this.deletes) return this.find('nothing')
    const { roots, authors, walked } = this
    return { kind: 'change', roots, authors, looks: this.effort.looks, walked }
  }

  private find(kind: 'nothing' | 'gap'): Finding {
    return { kind, walked: this.walked }
  }

  /** Places structs in an order in which each comes after what it refers to. False when some can never be. */
  private place(queues: readonly Queue[]): boolean {
    const ready = [...queues]
    const waiting = new Map<number, Queue[]>()
    for (let queue = ready.pop(); queue !== undefined; queue = ready.pop()) {
      const before = queue.next
      const blockedBy = this.advance(queue)
      if (blockedBy === queue.client) return false
      if (blockedBy !== null) {
        const line = waiting.get(blockedBy) ?? []
        line.push(queue)
        waiting.set(blockedBy, line)
      }
      if (queue.next === before) continue
      for (const woken of waiting.get(queue.client) ?? []) ready.push(woken)
      waiting.delete(queue.client)
    }
    return queues.every(queue => queue.next === queue.structs.length)
  }

  /** Places as many structs of the queue as can be; returns the client it then waits for, null at its end. */
  private advance(queue: Queue): number | null {
    for (; queue.next < queue.structs.length; queue.next++) {
      const struct = queue.structs[queue.next]
      const known = this.reach(queue.client)
      const end = struct.id.clock + struct.length
      if (struct.id.clock > known) return queue.client
      // Yjs looks these up for content that it knows as well.
      const missing = references(struct).find(id => id.clock >= this.reach(id.client))
      if (missing !== undefined) return missing.client
      if (end > known) this.addStruct(struct, known, end)
      else this.checkKnown(struct)
    }
    return null
  }

  /** Yjs makes a root of every name that it reads, even of content that it knows. */
  private checkKnown(struct: Struct): void {
    if (!(struct instanceof Y.Item) || typeof struct.parent !== 'string') return
    if (!this.doc.share.has(struct.parent)) throw new Malformed('it puts what is known into a new root')
  }

  private addStruct(struct: Struct, known: number, end: number): void {
    const { client, clock } = struct.id
    if (!Number.isSafeInteger(end)) throw new Malformed('a clock is too large')
    const place = struct instanceof Y.Item ? this.placeOfNew(struct) : null
    if (clock < known && place !== null) {
      // Yjs cuts a struct whose beginning is known, and hangs the rest on the end of that beginning.
      const before = this.placeAt(Y.createID(client, known - 1))
      if (before === null) throw new Malformed('it goes on from garbage')
      if (!isSamePlace(before, place)) throw new Malformed('it goes on in another place')
    }
    if (place !== null && struct instanceof Y.Item) this.measure(struct, place, known, end)
    this.authors.add(client)
    if (this.authors.size > MOST_AUTHORS) throw new Malformed('it has too many authors')
    const placed = this.placed.get(client) ?? []
    placed.push({ start: Math.max(known, clock), end, place, holdsType: holdsType(struct) })
    this.placed.set(client, placed)
    this.reached.set(client, end)
  }

  /** Counts what Yjs does to bring an item of which all before `known` is there already to its place. */
  private measure({ id, origin, rightOrigin }: Y.Item, place: FoundPlace, known: number, end: number): void {
    const { client } = id
    const left = id.clock < known ? Y.createID(client, known - 1) : origin
    const first = id.clock < known ? Y.createID(client, known) : id
    this.effort.put(place, left, rightOrigin, first, Y.createID(client, end - 1))
    if (left !== null) this.cut(left.client, left.clock + 1)
    if (rightOrigin !== null) this.cut(rightOrigin.client, rightOrigin.clock)
  }

  /** Counts what Yjs does where something of a client is cut so that a piece begins at `clock`. */
  private cut(client: number, clock: number): void {
    const placed = this.placed.get(client) ?? []
    if (clock >= Y.getState(this.doc.store, client)) {
      const at = indexAt(placed, clock)
      const around: Placed | undefined = placed[at]
      if (around !== undefined && around.start < clock && clock < around.end)
        this.effort.cut(placed.length - at)
      return
    }
    const structs = this.doc.store.clients.get(client) ?? []
    const at = Y.findIndexSS(structs, clock)
    if (structs[at].id.clock < clock) this.effort.cut(structs.length - at + placed.length)
  }

  /** Where an item of the update comes to lie, its root noted; null when Yjs makes garbage of it. */
  private placeOfNew(item: Y.Item): Place {
    const { content, origin, rightOrigin, parent, parentSub } = item
    if (content instanceof Y.ContentDoc) throw new Malformed('documents inside documents are not for boards')
    if (parentSub !== null && parentSub.length > LONGEST_KEY) throw new Malformed('a key is too long')
    const places: Place[] = []
    for (const neighbour of [origin, rightOrigin])
      if (neighbour !== null) places.push(this.placeAt(neighbour))
    if (parent instanceof Y.ID) places.push(this.placeInside(parent, parentSub))
    if (typeof parent === 'string') places.push(this.placeInRoot(parent, parentSub))
    const [place, other = place] = places
    if (place === null || other === null) return null
    if (!isSamePlace(place, other)) throw new Malformed('it hangs between two places')
    // The order of two entries under a key is their client ids' and nothing else's.
    if (place.key !== null && rightOrigin !== null) throw new Malformed('a value is put before another')
    if (place.key !== null && item.length > 1) this.long.push(item)
    if (content instanceof Y.ContentType && place.depth > DEEPEST) {
      throw new Malformed('it has too many maps or lists inside each other')
    }
    this.roots.add(place.root)
    return place
  }

  private placeInRoot(name: string, key: string | null): Place {
    return { root: name, depth: 1, within: this.doc.share.get(name) ?? name, key }
  }

  /** Notes what a client's ranges delete. False when they reach past what is known. */
  private delete(client: number, ranges: readonly Range[]): boolean {
    const structs = this.doc.store.clients.get(client) ?? []
    const stored = Y.getState(this.doc.store, client)
    let previousEnd = 0
    for (const { clock, len } of ranges) {
      if (clock < previousEnd || len < 1) throw new Malformed('its deletions are not in order')
      previousEnd = clock + len
      if (previousEnd > this.reach(client)) return false
      for (const end of [clock, previousEnd]) if (this.isLive(client, end)) this.cut(client, end)
      if (clock >= stored) continue
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i]
        if (struct.id.clock >= previousEnd) break
        this.walked++
        if (struct.deleted) continue
        this.deletes = true
        const place = this.placeOf(struct)
        if (place !== null) this.roots.add(place.root)
      }
    }
    return true
  }

  /** Whether what stands at a clock is there to be deleted: of what is deleted, or comes only now, nobody knows better. */
  private isLive(client: number, clock: number): boolean {
    if (clock >= Y.getState(this.doc.store, client)) return true
    return !Y.getItem(this.doc.store, Y.createID(client, clock)).deleted
  }

  private reach(client: number): number {
    return this.reached.get(client) ?? Y.getState(this.doc.store, client)
  }

  private placeAt(id: Y.ID): Place {
    if (id.clock < Y.getState(this.doc.store, id.client)) return this.placeOf(Y.getItem(this.doc.store, id))
    return this.placedAt(id)?.place ?? null
  }

  /** Where something lies that hangs on `id`, if a type that can hold something stands there. */
  private placeInside(id: Y.ID, key: string | null): Place {
    const isKnown = id.clock < Y.getState(this.doc.store, id.client)
    const within = isKnown ? typeIn(Y.getItem(this.doc.store, id)) : this.placedAt(id)
    const holds = isKnown ? within !== null : this.placedAt(id)?.holdsType
    const place = holds ? this.placeAt(id) : null
    return place === null ? null : { root: place.root, depth: place.depth + 1, within, key }
  }

  /** The struct of this update that stands at `id`. */
  private placedAt(id: Y.ID): Placed | undefined {
    const placed = this.placed.get(id.client) ?? []
    return placed[indexAt(placed, id.clock)]
  }

  private placeOf(struct: Struct): Place {
    if (!(struct instanceof Y.Item)) return null
    const { parent, parentSub } = struct
    let above: unknown = struct
    for (let depth = 1; above instanceof Y.Item; depth++) {
      const type: Y.Item['parent'] = above.parent
      if (!(type instanceof Y.AbstractType)) return null
      const root = this.rootNames.get(type)
      if (root !== undefined) return { root, depth, within: parent, key: parentSub }
      above = type._item
    }
    return null
  }
}

/** The index of the struct at a clock, or of the last one; 0 when there are none. */
function indexAt(placed: readonly Placed[], clock: number): number {
  let low = 0
  let high = placed.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (placed[middle].end <= clock) low = middle + 1
    else high = middle
  }
  return low
}

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']

/**
 * Whether all of an item of the update is deleted by it. Whoever can undo keeps values that were overwritten, in one piece. If
 * they were not deleted, it would depend on where Yjs cuts them which of them are.
 */
function isDeleted({ id, length, content }: Y.Item, deletions: Deletions): boolean {
  if (content instanceof Y.ContentDeleted) return true
  for (let i = 0; i < length; i++)
    if (!Y.isDeleted(deletions, Y.createID(id.client, id.clock + i))) return false
  return true
}

interface Range {
  readonly clock: number
  readonly len: number
}

/** The update's structs by client. Yjs reads only the last of a client's blocks, so there may be only one. */
function queuesOf(structs: readonly (Struct | Y.Skip)[]): Queue[] {
  const queues = new Map<number, Queue>()
  let last: Queue | undefined
  for (const struct of structs) {
    const { client } = struct.id
    if (struct instanceof Y.Skip) throw new Malformed('it skips content')
    if (!Number.isSafeInteger(client)) throw new Malformed('an author is too large a number')
    if (!(struct.length >= 1 && struct.length <= LONGEST_STRUCT))
      throw new Malformed('a piece has no sane length')
    if (isTooDeep(struct)) throw new Malformed('a value has too many levels')
    if (last?.client !== client) {
      if (queues.has(client)) throw new Malformed('an author appears twice')
      last = { client, structs: [], next: 0 }
      queues.set(client, last)
    }
    last.structs.push(struct)
  }
  return [...queues.values()]
}

type FoundPlace = NonNullable<Place>
const isSamePlace = (a: FoundPlace, b: FoundPlace): boolean => a.within === b.within && a.key === b.key

const typeIn = (struct: Struct): unknown =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null

const holdsType = (struct: Struct): boolean => typeIn(struct) !== null

/** What a decoded struct refers to by id. */
function references(struct: Struct): Y.ID[] {
  if (struct instanceof Y.GC) return []
  const { origin, rightOrigin, parent } = struct
  return [origin, rightOrigin, parent].filter(reference => reference instanceof Y.ID)
}
