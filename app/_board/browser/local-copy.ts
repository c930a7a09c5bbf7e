import * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import { linkTag } from '@/lib/protocol'
import { completionOf, inTime, openDatabase, resultOf } from './database'

/** Whether edits made here are in this browser's copy: all of them, all but the latest, or none because there is no copy. */
export type Keeping = 'kept' | 'keeping' | 'none'

/** What a copy held when it was loaded. */
export interface LoadedCopy {
  /** The storage that it was last in step with; null when that was never noted. */
  readonly generation: string | null
  /** Whether there were edits in it that no server had committed, as far as this browser knows. */
  readonly hasUnsent: boolean
  /** Whether something in it could not be read, so that other things hang in the air: it must not go to a server. */
  readonly isDamaged: boolean
}

/** Rows are joined when there are so many. */
const MANY_ROWS = 500

/** How the names of a board's copies begin. */
const namesOf = (boardId: string): string => `chainboard:${boardId}:`

/** The origin of what comes back into a document from a copy that was kept: an edit, though Yjs does not call it local. */
export const PUT_BACK = Symbol('work put back')

const STORES = { updates: { autoIncrement: true }, notes: {} }
const GENERATION = 'generation'
const EPOCH = 'epoch'
const UNSENT = 'unsent:'

/**
 * What this browser keeps of a board as one link shows it: every update of the document, in IndexedDB. Several tabs may
 * share it. A board opened by another link has a copy of its own, so that what an editor's tab has not sent yet never
 * shows up in, or goes out from, the tab of a viewer.
 */
export class LocalCopy {
  readonly keeping = createStore<{ state: Keeping }>()(() => ({ state: 'kept' }))
  private doc: Y.Doc | null = null
  /** Counts how often the copy was replaced: updates that build on what was before would hang in the air. */
  private epoch = 0
  private generation: string | null = null
  private isGenerationStored = true
  private rows = 0
  /** Edits of other visits that were unsent when this one began: how many, by the key of their note. */
  private unsentBefore = new Map<string, number>()
  /** Edits made here since the copy is followed; those of them that are not stored yet; whether any is unsent. */
  private edits = 0
  private unstored = 0
  private hasUnsentEdits = false
  private pending: { bytes: Uint8Array; isEdit: boolean }[] = []
  private isWritePlanned = false

  private constructor(private readonly database: IDBDatabase) {
    // Somebody deletes the copy, or the browser takes it away: the board goes on without.
    database.onversionchange = () => this.giveUp()
    database.onclose = () => this.giveUp()
  }

  /** Opens the copy of a board as one link shows it; null where this browser keeps none. */
  static async open(boardId: string, secret: string): Promise<LocalCopy | null> {
    const database = await openDatabase(`${namesOf(boardId)}${linkTag(secret)}`, STORES)
    return database && new LocalCopy(database)
  }

  /** Deletes the copies of a board by whatever link. Tabs that have one open let go of it. */
  static async removeAll(boardId: string): Promise<void> {
    const databases = await inTime(Promise.resolve().then(() => indexedDB.databases()))
    for (const { name = '' } of databases ?? [])
      if (name.startsWith(namesOf(boardId))) indexedDB.deleteDatabase(name)
  }

  /** Puts everything that it holds into `doc`. Null when the browser does not give it. */
  async load(doc: Y.Doc): Promise<LoadedCopy | null> {
    const loaded = await inTime(this.read(doc))
    if (loaded === null) this.giveUp()
    return loaded
  }

  /** Keeps every change of `doc` from now on. */
  follow(doc: Y.Doc): void {
    this.doc = doc
    doc.on('update', this.onUpdate)
  }

  /** Forgets all that it holds for `doc` as it is now, and follows that. */
  replace(doc: Y.Doc, generation: string | null): void {
    const state = Y.encodeStateAsUpdate(doc)
    this.unsentBefore.clear()
    this.generation = generation
    this.follow(doc)
    void this.write((updates, notes) => {
      const epoch = notes.get(EPOCH)
      epoch.onsuccess = () => {
        this.epoch = asNumber(epoch.result) + 1
        this.rows = 1
        updates.clear()
        notes.clear()
        updates.add(state)
        notes.put(this.epoch, EPOCH)
        if (generation !== null) notes.put(generation, GENERATION)
      }
    })
  }

  /** Notes the storage that the document is in step with, together with what came from there. */
  noteGeneration(generation: string): void {
    if (generation === this.generation) return
    this.generation = generation
    this.isGenerationStored = false
    this.plan()
  }

  /** Whether it holds edits that no server has committed, as far as this browser knows. */
  get hasUnsent(): boolean {
    return this.hasUnsentEdits || this.unsentBefore.size > 0
  }

  /** The server has committed all that the document holds. */
  settle(): void {
    if (!this.hasUnsent) return
    const before = [...this.unsentBefore]
    this.unsentBefore.clear()
    this.hasUnsentEdits = false
    this.store() // first what is still to be noted as unsent
    void this.write((_updates, notes) => {
      notes.delete(this.ownNote)
      for (const [key, count] of before) {
        // Another tab may have gone on since: what it added is its own to settle.
        const now = notes.get(key)
        now.onsuccess = () => {
          if (now.result === count) notes.delete(key)
        }
      }
    })
  }

  /** Writes what is left, and lets go. */
  close(): void {
    this.doc?.off('update', this.onUpdate)
    this.store()
    this.database.close()
  }

  private async read(doc: Y.Doc): Promise<LoadedCopy> {
    const transaction = this.database.transaction(['updates', 'notes'])
    const notes = transaction.objectStore('notes')
    const [rows, keys, values] = await Promise.all([
      resultOf(transaction.objectStore('updates').getAll()),
      resultOf(notes.getAllKeys()),
      resultOf(notes.getAll()),
    ])
    if (this.isGivenUp) throw new Error('The copy came too late')
    const noted = new Map(keys.map((key, i) => [String(key), values[i] as unknown]))
    this.rows = rows.length
    this.epoch = asNumber(noted.get(EPOCH))
    this.unsentBefore = new Map(
      [...noted].filter(([key]) => key.startsWith(UNSENT)).map(([key, count]) => [key, asNumber(count)]),
    )
    const generation = noted.get(GENERATION)
    this.generation = typeof generation === 'string' ? generation : null
    applyReadable(doc, rows, this)
    return { generation: this.generation, hasUnsent: this.hasUnsent, isDamaged: hangsInTheAir(doc) }
  }

  private readonly onUpdate = (
    bytes: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    { local }: Y.Transaction,
  ): void => {
    if (origin === this) return
    const isEdit = local || origin === PUT_BACK
    this.pending.push({ bytes, isEdit })
    if (isEdit) {
      this.edits++
      this.unstored++
      this.hasUnsentEdits = true
      this.tell()
    }
    this.plan()
  }

  /** Has everything that this moment brings written together. */
  private plan(): void {
    if (this.isWritePlanned) return
    this.isWritePlanned = true
    queueMicrotask(() => {
      this.isWritePlanned = false
      this.store()
    })
  }

  private store(): void {
    const { doc } = this
    const pending = this.pending.splice(0)
    const generation = this.isGenerationStored ? null : this.generation
    this.isGenerationStored = true
    if (doc === null || (pending.length === 0 && generation === null)) return
    const edits = pending.filter(({ isEdit }) => isEdit).length
    const bytes = pending.length > 0 ? Y.mergeUpdates(pending.map(update => update.bytes)) : null
    const stored = this.write((updates, notes) => {
      if (generation !== null) notes.put(generation, GENERATION)
      if (edits > 0) notes.put(this.edits, this.ownNote)
      if (bytes === null) return
      const epoch = notes.get(EPOCH)
      epoch.onsuccess = () => {
        // Another tab has replaced what this update builds on.
        const isAlien = asNumber(epoch.result) !== this.epoch
        this.epoch = asNumber(epoch.result)
        updates.add(isAlien ? Y.encodeStateAsUpdate(doc) : bytes)
      }
    })
    void stored.then(isStored => {
      if (!isStored) return
      this.unstored -= edits
      this.tell()
      if (bytes !== null && ++this.rows >= MANY_ROWS) this.joinRows()
    })
  }

  /** One row in place of all: what was overwritten takes no space any more. */
  private joinRows(): void {
    this.rows = 0
    void this.write(updates => {
      const keys = updates.getAllKeys()
      const rows = updates.getAll()
      rows.onsuccess = () => {
        const joined = new Y.Doc()
        const isUnread = applyReadable(joined, rows.result, this)
        if (hangsInTheAir(joined) || isUnread) return
        for (const key of keys.result) updates.delete(key)
        updates.add(Y.encodeStateAsUpdate(joined))
        this.rows = 1
      }
    })
  }

  /** Does `work` in one transaction: all of it or nothing. False when the browser refused, and the copy is given up. */
  private async write(work: (updates: IDBObjectStore, notes: IDBObjectStore) => void): Promise<boolean> {
    if (this.isGivenUp) return false
    try {
      const transaction = this.database.transaction(['updates', 'notes'], 'readwrite')
      work(transaction.objectStore('updates'), transaction.objectStore('notes'))
      await completionOf(transaction)
      return true
    } catch {
      this.giveUp()
      return false
    }
  }

  private giveUp(): void {
    this.doc?.off('update', this.onUpdate)
    this.database.close()
    this.keeping.setState({ state: 'none' })
  }

  private get isGivenUp(): boolean {
    return this.keeping.getState().state === 'none'
  }

  private tell(): void {
    if (this.isGivenUp) return
    this.keeping.setState({ state: this.unstored > 0 ? 'keeping' : 'kept' })
  }

  private get ownNote(): string {
    return UNSENT + (this.doc?.clientID ?? '')
  }
}

/** Applies every row that is an update. Returns whether one was not. */
function applyReadable(doc: Y.Doc, rows: readonly unknown[], origin: unknown): boolean {
  let isUnread = false
  const apply = () => {
    for (const row of rows) {
      try {
        if (!(row instanceof Uint8Array)) throw new TypeError('not bytes')
        Y.applyUpdate(doc, row)
      } catch {
        isUnread = true
      }
    }
  }
  Y.transact(doc, apply, origin, false)
  return isUnread
}

/** Whether the document holds something that builds on what it does not have. */
const hangsInTheAir = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0)
