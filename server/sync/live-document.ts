import * as Y from 'yjs'
import { isWhole } from './stored-document'

/** The document of a room: what it takes in, what it gives out encoded, and how large it may become. */
export class LiveDocument {
  /** The whole document, encoded once for everybody who asks between two changes. */
  private encoded: Uint8Array | null
  /** How many bytes the document took when they were last counted, and how many updates brought since then. */
  private countedBytes: number
  private addedBytes = 0

  constructor(
    readonly doc: Y.Doc,
    private readonly mostBytes: number,
  ) {
    this.encoded = Y.encodeStateAsUpdate(doc)
    this.countedBytes = this.encoded.length
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  hasSpaceFor(update: Uint8Array): boolean {
    const fits = () => this.countedBytes + this.addedBytes + update.length <= this.mostBytes
    if (fits()) return true
    // What was overwritten takes no space. Counting a large document takes time, so it has to be worth it.
    if (this.addedBytes < this.mostBytes / 20) return false
    this.countedBytes = this.encode().length
    this.addedBytes = 0
    return fits()
  }

  /** Applies an update that the guard let through. False when the document is not whole after it, and of no use. */
  apply(update: Uint8Array): boolean {
    this.encoded = null
    this.addedBytes += update.length
    try {
      Y.applyUpdate(this.doc, update)
    } catch {
      return false
    }
    return isWhole(this.doc)
  }

  /** What a client with this state vector lacks. */
  encodeFor(stateVector: Uint8Array): Uint8Array {
    const knowsNothing = stateVector.length === 1
    return knowsNothing ? this.encode() : Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  /** Whether anything in it was written under this client id. */
  knows(client: number): boolean {
    return Y.getState(this.doc.store, client) > 0
  }

  private encode(): Uint8Array {
    this.encoded ??= Y.encodeStateAsUpdate(this.doc)
    return this.encoded
  }
}
