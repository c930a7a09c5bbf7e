import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { agreementDigest, type Board, createUndo, isSeeded, openBoard, type Undo } from '@/lib/board'
import { type Connection, connect, isSaved, type Socket } from '@/lib/connection'
import { linkTag, type Presence, participantId, readPresence, SUBPROTOCOL } from '@/lib/protocol'
import { type Keeping, type LoadedCopy, LocalCopy } from '../browser/local-copy'
import { throttle } from '../interface/throttle'
import { freeColor } from '../people/free-color'
import type { Person } from '../people/person'
import { type Announcement, createPresences, type Participant, type Presences } from '../people/presences'
import { createSession, type SessionStore } from '../session'
import { DigestMemory } from '../status/agreement'
import { onceAFrame } from './once-a-frame'
import { pacedBoard } from './paced-board'

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
  const copy = await LocalCopy.open(`chainboard:${boardId}:${linkTag(secret)}`)
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
    digest: null,
  }
  awareness.setLocalState(me)

  const publish = throttle(PRESENCE_INTERVAL_MS, (part: Partial<Presence>) => {
    const state = awareness.getLocalState()
    if (state) awareness.setLocalState({ ...state, ...part })
  })

  let hasChosenColor = false
  const showMe = (user: Presence['user']) => {
    me = { ...me, user }
    publish({ user })
  }

  const showPresences = () => {
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

  const connection = connect({
    doc,
    awareness,
    generation: loaded?.generation ?? null,
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync/${boardId}`,
    protocols: [SUBPROTOCOL, secret, person.token],
    // A browser's socket hands its handlers richer events than a connection asks for.
    openSocket: (url, protocols) => new WebSocket(url, [...protocols]) as Socket,
    clock: {
      // Not the clock on the wall, which people and networks set.
      now: () => performance.now(),
      after(ms, task) {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
    },
    random: Math.random,
  })

  let isFollowed = loaded !== null
  const stopNoting = connection.subscribe(() => {
    const status = connection.status()
    if (!copy || !isFollowed) return
    if (status.generation !== null) copy.noteGeneration(status.generation)
    if (isSaved(status)) copy.settle()
  })
  const stopListening = listenToThePage(connection)

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
      stopListening()
      stopNoting()
      stopDigests()
      stopWaiting()
      digestSoon.cancel()
      paced.stop()
      publish.cancel()
      publishDigest.cancel()
      connection.close()
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

/** What happens to the page happens to the connection: networks come and go, and pages are put away at any time. */
function listenToThePage(connection: Connection): () => void {
  const goOnline = () => connection.goOnline()
  const goOffline = () => connection.goOffline()
  const flush = () => connection.flush()
  window.addEventListener('online', goOnline)
  window.addEventListener('offline', goOffline)
  window.addEventListener('pageshow', goOnline) // back out of the browser's memory, where connections do not live
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flush) // the last that a page on a phone may hear
  return () => {
    window.removeEventListener('online', goOnline)
    window.removeEventListener('offline', goOffline)
    window.removeEventListener('pageshow', goOnline)
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flush)
  }
}
