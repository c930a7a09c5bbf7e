import * as Y from 'yjs'
import { encodeStep2, encodeUpdate } from '@/lib/protocol'
import { Pace } from './pace'
import type { Clock } from './socket'
import { Unsaved } from './unsaved'

/**
 * What goes out of a document through one connection after the other: the whole of it in answer to the server's step 1,
 * and after that single changes, those of one moment together.
 */
export class Outbox {
  /** Whether our whole state is on its way, so that single changes may follow it. */
  private caughtUp = false
  /** Changes that follow our whole state, in order, and leave together in the next frame. */
  private outgoing: Uint8Array[] = []
  private readonly pace: Pace
  private readonly unsavedChanges = new Unsaved()

  constructor(
    private readonly doc: Y.Doc,
    clock: Clock,
    private readonly send: (frame: Uint8Array) => void,
  ) {
    this.pace = new Pace(clock, () => this.sendChanges())
  }

  /** Changes made here that the server has not committed. */
  get unsaved(): number {
    return this.unsavedChanges.count
  }

  /** The document was changed here. */
  add(update: Uint8Array): void {
    this.unsavedChanges.wait()
    if (!this.caughtUp) return
    this.outgoing.push(update)
    this.pace.ask()
  }

  /** Answers the server's step 1 with all that it lacks. */
  answer(stateVector: Uint8Array): void {
    const update = Y.encodeStateAsUpdate(this.doc, stateVector)
    this.send(encodeStep2(update))
    this.unsavedChanges.sendEverything(isEmptyUpdate(update))
    this.outgoing = []
    this.caughtUp = true
  }

  /** The first `count` messages of this connection are committed. */
  saved(count: number): void {
    this.unsavedChanges.saved(count)
  }

  /** Sends now what waits for its frame. */
  flush(): void {
    if (this.caughtUp) this.pace.run()
  }

  /** The connection is gone: what it may not have brought goes with the next one. */
  disconnect(): void {
    this.caughtUp = false
    this.outgoing = []
    this.pace.cancel()
    this.unsavedChanges.disconnect()
  }

  private sendChanges(): void {
    if (this.outgoing.length === 0) return
    this.send(encodeUpdate(Y.mergeUpdates(this.outgoing)))
    this.unsavedChanges.sendWaiting()
    this.outgoing = []
  }
}

/** Whether an update has neither content nor deletions. */
const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0
