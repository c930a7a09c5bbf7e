import * as Y from 'yjs'
import { encodeStep1, encodeStep2, encodeUpdate } from '@/lib/protocol'
import { mergeUpdates } from './merge-updates'
import { isWhole } from './stored-document'

/** A document up to this size is encoded anew after every change, in bytes: it takes less than a millisecond. */
const SMALL = 65_536
/** A large one is encoded anew after so many changes, or so many bytes of them. */
const MOST_CHANGES = 256
const MOST_CHANGED_BYTES = 65_536

/** Between two rests so many bytes are encoded for single clients, or as many as the document has if that is more. */
const MOST_DIFFERENCE_BYTES = 2 * 1_048_576

/** A large document as it was encoded once, and what it took in since then. */
interface Encoding {
  readonly step2: Uint8Array
  readonly since: Uint8Array[]
  sinceBytes: number
}

/** The document of a room: what it takes in, what it gives out encoded, and how large it may become. */
export class LiveDocument {
  /** What brings everything to somebody who has nothing: the same frames for all who come between two changes. */
  private everything: readonly Uint8Array[] | null = null
  private large: Encoding | null = null
  private differenceBytes = 0
  private wasAsked = false
  private asked: readonly Uint8Array[] | null = null
  /** Whether an update left the document in pieces, and of no use. */
  isBroken = false
  /** How many bytes the document took when they were last counted, and how many updates brought since then. */
  private countedBytes: number
  private addedBytes = 0

  constructor(
    readonly doc: Y.Doc,
    private readonly mostBytes: number,
  ) {
    this.countedBytes = Y.encodeStateAsUpdate(doc).length
  }

  /** Whether so many bytes more find room. */
  hasSpaceFor(bytes: number): boolean {
    const fits = () => this.countedBytes + this.addedBytes + bytes <= this.mostBytes
    if (fits()) return true
    // What was overwritten takes no space. Counting a large document takes time, so it has to be worth it.
    if (this.addedBytes < this.mostBytes / 20) return false
    this.countedBytes = Y.encodeStateAsUpdate(this.doc).length
    this.addedBytes = 0
    return fits()
  }

  /**
   * Applies an update that the guard let through, and returns what the document took in by it, written anew. What an update
   * says of things that are known, the document ignores; who has not heard of them yet would believe it. So its bytes
   * go no further. Null when nothing was taken, or the document is broken.
   */
  apply(update: Uint8Array): Uint8Array | null {
    return this.record(() => Y.applyUpdate(this.doc, update))
  }

  /** The same for what the server itself does to the document. */
  write(edit: (doc: Y.Doc) => void): Uint8Array | null {
    return this.record(() => edit(this.doc))
  }

  private record(act: () => void): Uint8Array | null {
    const taken: Uint8Array[] = []
    const take = (bytes: Uint8Array) => taken.push(bytes)
    this.everything = null
    this.asked = null
    this.doc.on('update', take)
    try {
      act()
    } catch {
      this.isBroken = true
    } finally {
      this.doc.off('update', take)
    }
    this.isBroken ||= !isWhole(this.doc)
    const news = mergeUpdates(taken)
    if (this.isBroken || news === null) return null
    this.addedBytes += news.length
    this.note(news)
    return news
  }

  /**
   * The frame that asks a client for what this document lacks. It names no id of `hidden`: whoever has something of them
   * brings what is known.
   */
  question(hidden: ReadonlySet<number>): readonly Uint8Array[] {
    if (hidden.size > 0) return [encodeStep1(vectorWithout(this.doc, hidden))]
    this.asked ??= [encodeStep1(Y.encodeStateVector(this.doc))]
    return this.asked
  }

  /** The frames that bring a client with this state vector what it lacks. */
  answer(stateVector: Uint8Array): readonly Uint8Array[] {
    const knowsNothing = stateVector.length === 1
    if (!knowsNothing && !this.gaveMuch) return [this.difference(stateVector)]
    this.wasAsked = true
    this.everything ??= this.encodeEverything()
    return this.everything
  }

  /** Lets go of encodings that nobody asked for since the last call. */
  rest(): void {
    if (!this.wasAsked) {
      this.everything = null
      this.large = null
    }
    this.wasAsked = false
    this.differenceBytes = 0
  }

  /** Whether anything in it was written under this client id. */
  knows(client: number): boolean {
    return Y.getState(this.doc.store, client) > 0
  }

  private difference(stateVector: Uint8Array): Uint8Array {
    const step2 = encodeStep2(Y.encodeStateAsUpdate(this.doc, stateVector))
    this.differenceBytes += step2.length
    return step2
  }

  /** Whether so much was encoded for single clients that the others are brought everything: that is there already. */
  private get gaveMuch(): boolean {
    return this.differenceBytes > Math.max(MOST_DIFFERENCE_BYTES, this.countedBytes + this.addedBytes)
  }

  private note(update: Uint8Array): void {
    if (this.large === null) return
    this.large.since.push(update)
    this.large.sinceBytes += update.length
    const { since, sinceBytes } = this.large
    if (since.length > MOST_CHANGES || sinceBytes > MOST_CHANGED_BYTES) this.large = null
  }

  private encodeEverything(): readonly Uint8Array[] {
    if (this.large === null) {
      const step2 = encodeStep2(Y.encodeStateAsUpdate(this.doc))
      if (step2.length <= SMALL) return [step2]
      this.large = { step2, since: [], sinceBytes: 0 }
    }
    const { step2, since } = this.large
    const update = mergeUpdates(since)
    return update === null ? [step2] : [step2, encodeUpdate(update)]
  }
}

function vectorWithout(doc: Y.Doc, hidden: ReadonlySet<number>): Uint8Array {
  const all = Y.decodeStateVector(Y.encodeStateVector(doc))
  return Y.encodeStateVector(new Map([...all].filter(([client]) => !hidden.has(client))))
}
