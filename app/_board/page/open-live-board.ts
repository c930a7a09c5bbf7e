import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { agreementDigest, type Board, createUndo, isSeeded, openBoard, type Undo } from '@/lib/board'
import { type Connection, isSaved } from '@/lib/connection'
import { type Presence, participantId, readPresence } from '@/lib/protocol'
import { type Keeping, type LoadedCopy, LocalCopy } from '../browser/local-copy'
import { throttle } from '../interface/throttle'
import { freeColor } from '../people/free-color'
import type { Person } from '../people/person'
import { type Announcement, createPresences, type Participant, type Presences } from '../people/presences'
import { createSession, type SessionStore } from '../session'
import { DigestMemory } from '../status/agreement'
import { onceAFrame } from './once-a-frame'
import { pacedBoard } from './paced-board'
import { connectPage } from './page-connection'

/** Everything that a live board keeps open while its page is shown. */
export interface LiveBoard {
  readonly board: Board
  readonly undo: Undo
  readonly session: SessionStore
  readonly presences: Presences
  readonly memory: DigestMemory
  readonly connection: Connection
  /** Whether edits are also kept in this browser. */
  readonly keeping: StoreApi<{ state: Keeping }>
  /** Whether the copy in this browser holds edits that no server has committed, as far as it knows. */
  hasUnsent(): boolean
  /** What could be read of a damaged copy in this browser, if that held edits that were not sent. It was not used. */
  readonly damagedCopy: Uint8Array | null
  /** Keeps this board in place of what this browser had of it. For a board that was opened anew. */
  adopt(): void
  readonly announce: (part: Announcement) => void
  rename(person: Person): void
  close(): void
}

/** Presence is sent at most this often; the server merges what is faster anyway. */
const PRESENCE_INTERVAL_MS = 40
const DIGEST_INTERVAL_MS = 120

/** No copy in this browser: private windows may have none. */
const NOTHING_KEPT = createStore<{ state: Keeping }>()(() => ({ state: 'none' }))

/**
 * Opens a board: the document, this browser's copy of it, and the connection to the others.
 *
 * @param start `anew` leaves the copy as it is and out of the document, until the board is adopted.
 */
export async function openLiveBoard(
  boardId: string,
  secret: string,
  person: Person,
  start: 'from the copy' | 'anew',
): Promise<LiveBoard> {
  const copy = await LocalCopy.open(boardId, secret)
  // The copy comes first: what it holds then goes to the server in one answer, and counts as old, not as a new edit.
  const { doc, loaded, damagedCopy } = await startDocument(start === 'anew' ? null : copy)
  const awareness = new Awareness(doc)
  const board = openBoard(doc)
  const undo = createUndo(board)
  const session = createSession()
  const presences = createPresences()
  const memory = new DigestMemory()

  let me: Presence = {
    user: { id: participantId(person.token, boardId), name: person.name, color: person.color },
    cursor: null,
    editing: null,
    selection: [],
    digest: null,
    stroke: null,
    walk: null,
  }
  awareness.setLocalState(me)

  /** What is published is where I point and what I draw: my own page knows. */
  let isOwnHand = false
  const publish = throttle(PRESENCE_INTERVAL_MS, (part: Partial<Presence>) => {
    const state = awareness.getLocalState()
    if (!state) return
    isOwnHand = Object.keys(part).every(key => key === 'cursor' || key === 'stroke')
    awareness.setLocalState({ ...state, ...part })
    isOwnHand = false
  })

  let hasChosenColor = false
  const showMe = (user: Presence['user']) => {
    me = { ...me, user }
    publish({ user })
  }

  const showPresences = () => {
    if (isOwnHand) return
    const participants: Participant[] = []
    for (const [clientId, raw] of awareness.getStates()) {
      const presence = readPresence(raw)
      if (presence) participants.push({ ...presence, clientId, isMe: clientId === doc.clientID })
    }
    presences.setState({ participants })
    const color = hasChosenColor ? null : freeColor(me.user, participants)
    if (color !== null) showMe({ ...me.user, color })
  }
  awareness.on('change', showPresences)
  showPresences()

  const publishDigest = throttle(DIGEST_INTERVAL_MS, () => publish({ digest: memory.current }))
  // Edits can come faster than a deep chain is computed: the digest is that of the newest model, never of each.
  const digestSoon = onceAFrame(() => {
    const digest = agreementDigest(board.model())
    if (!digest) return
    memory.note(digest, performance.now())
    publishDigest()
  })
  const stopDigests = board.subscribe(digestSoon)
  if (isSeeded(doc)) digestSoon()
  const stopWaiting = session.subscribe(({ computed }, before) => {
    if (computed === null && before.computed !== null) digestSoon()
  })
  const paced = pacedBoard(board)

  const generation = loaded?.generation ?? null
  const { token } = person
  const { connection, close: disconnect } = connectPage({
    boardId,
    secret,
    token,
    doc,
    awareness,
    generation,
  })

  let isFollowed = loaded !== null
  const stopNoting = connection.subscribe(() => {
    const status = connection.status()
    if (!copy || !isFollowed) return
    if (status.generation !== null) copy.noteGeneration(status.generation)
    if (isSaved(status)) copy.settle()
  })

  return {
    board: paced.board,
    undo,
    session,
    presences,
    memory,
    connection,
    keeping: copy?.keeping ?? NOTHING_KEPT,
    hasUnsent: () => copy?.hasUnsent ?? false,
    damagedCopy,
    adopt() {
      if (isFollowed) return
      isFollowed = true
      copy?.replace(doc, connection.status().generation)
    },
    announce: publish,
    rename({ name, color }) {
      hasChosenColor = true
      showMe({ ...me.user, name, color })
    },
    close() {
      stopNoting()
      stopDigests()
      stopWaiting()
      digestSoon.cancel()
      paced.stop()
      publish.cancel()
      publishDigest.cancel()
      disconnect()
      awareness.destroy()
      undo.destroy()
      copy?.close()
      doc.destroy()
    },
  }
}

interface Start {
  readonly doc: Y.Doc
  /** What was found out about the copy whose content is in the document; null when there is none in it. */
  readonly loaded: LoadedCopy | null
  readonly damagedCopy: Uint8Array | null
}

/** The document as this browser has it; an empty one where it has no copy, or a damaged one. */
async function startDocument(copy: LocalCopy | null): Promise<Start> {
  const doc = new Y.Doc()
  const loaded = copy && (await copy.load(doc))
  if (copy === null || loaded === null) return { doc, loaded: null, damagedCopy: null }
  if (loaded.isDamaged) {
    return {
      doc: new Y.Doc(),
      loaded: null,
      damagedCopy: loaded.hasUnsent ? Y.encodeStateAsUpdate(doc) : null,
    }
  }
  copy.follow(doc)
  return { doc, loaded, damagedCopy: null }
}
