import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import { compareCopy } from '@/lib/board'
import { base64url } from '@/lib/protocol'
import { type KeptCopy, keepCopy } from '../browser/kept-copies'
import { PUT_BACK } from '../browser/local-copy'
import { type Parting, partingFor } from '../copies/parting'
import type { SetAside } from '../copies/set-aside'
import type { Person } from '../people/person'
import { forgetRemoved } from '../removal/forget-removed'
import { type LiveBoard, openLiveBoard } from './open-live-board'

export interface VisitState {
  /** The board that is shown; null while it is opened, and while work is set aside. */
  readonly live: LiveBoard | null
  readonly setAside: readonly SetAside[]
  /** Whether its owner deleted the board on this page. */
  readonly isRemoved: boolean
  /** What kept the page from opening the board, whatever it was. */
  readonly failure: { readonly error: unknown } | null
}

/**
 * One link, open in one tab. When the server does not take what the page has, or has other data itself, the work is
 * set aside as a copy, and the page goes on with a document made anew from the server's: under a fresh client id, and
 * with nothing in it that would be refused again.
 */
export class BoardVisit {
  readonly store = createStore<VisitState>()(() => ({
    live: null,
    setAside: [],
    isRemoved: false,
    failure: null,
  }))
  private current: LiveBoard | null = null
  private isOver = false

  constructor(
    private readonly boardId: string,
    private readonly secret: string,
    private readonly person: () => Person,
  ) {
    this.openOrFail('from the copy')
  }

  end(): void {
    this.isOver = true
    this.current?.close()
  }

  /** The board is deleted: leaves it, and what this browser kept of it goes too. */
  endRemoved(): void {
    this.store.setState({ live: null, setAside: [], isRemoved: true })
    this.end()
    forgetRemoved(this.boardId)
  }

  /** The board as this page has it now, as a copy to be taken away. */
  copyOfNow(reason: string): KeptCopy {
    const { live } = this.store.getState()
    const state = live === null ? Uint8Array.of(0, 0) : Y.encodeStateAsUpdate(live.board.doc)
    return this.copyOf(state, live?.board.model().title ?? '', reason)
  }

  /** Merges a copy into the board: what came to the board since stays, and what only the copy has comes back. */
  putBack({ copy }: SetAside): void {
    const { live } = this.store.getState()
    if (live === null) return
    // All of it in one answer: a live update may not be so large.
    live.connection.reconnect()
    Y.applyUpdate(live.board.doc, copy.state, PUT_BACK)
    this.dismiss(copy.id)
  }

  /** Tries again to keep a copy that this browser had no room for. */
  async keepAgain({ copy }: SetAside): Promise<void> {
    const keep = await keepCopy(copy)
    const setAside = this.store
      .getState()
      .setAside.map(other => (other.copy === copy ? { ...other, keep } : other))
    this.store.setState({ setAside })
  }

  /** Says no more of a copy. Where this browser keeps it, it stays kept. */
  dismiss(copyId: string): void {
    const { setAside } = this.store.getState()
    this.store.setState({ setAside: setAside.filter(({ copy }) => copy.id !== copyId) })
  }

  private openOrFail(...start: Parameters<BoardVisit['open']>): void {
    this.open(...start).catch(error => this.store.setState({ failure: { error } }))
  }

  private async open(start: 'from the copy' | 'anew', toCompare: KeptCopy | null = null): Promise<void> {
    const live = await openLiveBoard(this.boardId, this.secret, this.person(), start)
    if (this.isOver) return live.close()
    this.current = live
    if (live.damagedCopy !== null) {
      await this.keep(
        { cause: 'damaged', reason: 'This browser’s own copy of the board was damaged.' },
        live.damagedCopy,
      )
    }
    let isFirstState = true
    const look = () => {
      const status = live.connection.status()
      const parting = partingFor(status, live.hasUnsent())
      if (parting !== null) {
        stop()
        void this.part(live, parting)
      } else if (status.everSynced && isFirstState) {
        isFirstState = false
        void this.takeUp(live, toCompare)
      }
    }
    const stop = live.connection.subscribe(look)
    this.store.setState({ live })
    look()
  }

  /** The board has arrived: from now on it is what this browser keeps, once what it kept before is safe. */
  private async takeUp(live: LiveBoard, toCompare: KeptCopy | null): Promise<void> {
    if (toCompare !== null) {
      const fit = compareCopy(live.board.doc, toCompare.state)
      if (fit !== 'nothing new') await this.setAside({ cause: 'replaced', copy: toCompare, fit })
    }
    live.adopt()
  }

  private async part(live: LiveBoard, parting: Parting): Promise<void> {
    // Nobody edits what is no longer kept: the board is off the page while its copy is made.
    if (parting.goesOn) this.store.setState({ live: null })
    const copy = this.copyOf(Y.encodeStateAsUpdate(live.board.doc), live.board.model().title, parting.reason)
    if (parting.cause !== 'replaced') await this.setAside({ cause: parting.cause, copy, fit: 'unknown' })
    if (!parting.goesOn || this.isOver) return
    live.close()
    this.openOrFail('anew', parting.cause === 'replaced' ? copy : null)
  }

  private async keep({ cause, reason }: Pick<Parting, 'cause' | 'reason'>, state: Uint8Array): Promise<void> {
    await this.setAside({ cause, copy: this.copyOf(state, '', reason), fit: 'unknown' })
  }

  private async setAside(work: Omit<SetAside, 'keep'>): Promise<void> {
    const keep = await keepCopy(work.copy)
    const unsafe = this.store.getState().setAside.filter(other => other.keep !== 'kept')
    this.store.setState({ setAside: [...unsafe, { ...work, keep }] })
  }

  private copyOf(state: Uint8Array, title: string, reason: string): KeptCopy {
    const id = base64url(crypto.getRandomValues(new Uint8Array(12)))
    return { id, boardId: this.boardId, title, when: Date.now(), reason, state }
  }
}
