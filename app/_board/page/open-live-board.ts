import { IndexeddbPersistence } from 'y-indexeddb'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { agreementDigest, type Board, createUndo, isSeeded, openBoard, type Undo } from '@/lib/board'
import { type Connection, connect, type Socket } from '@/lib/connection'
import { type Presence, participantId, readPresence, SUBPROTOCOL } from '@/lib/protocol'
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
  readonly isCached: boolean
  readonly announce: (part: Announcement) => void
  rename(person: Person): void
  close(): void
}

/** Presence is sent at most this often; the server merges what is faster anyway. */
const PRESENCE_INTERVAL_MS = 40
const DIGEST_INTERVAL_MS = 120

/** How long the browser's own copy may take to load before the connection goes ahead without it. */
const CACHE_PATIENCE_MS = 3000

/** Opens a board: the document, this browser's copy of it, and the connection to the others. */
export async function openLiveBoard(boardId: string, secret: string, person: Person): Promise<LiveBoard> {
  const doc = new Y.Doc()
  // The copy comes first: what it holds then goes to the server in one answer, and counts as old, not as a new edit.
  const cache = await openCache(boardId, doc)
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
    memory.note(digest, Date.now())
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

  const goOnline = () => connection.goOnline()
  const goOffline = () => connection.goOffline()
  window.addEventListener('online', goOnline)
  window.addEventListener('offline', goOffline)

  return {
    board: paced.board,
    undo,
    session,
    presences,
    memory,
    connection,
    isCached: cache !== null,
    announce: publish,
    rename({ name, color }) {
      hasChosenColor = true
      showMe({ ...me.user, name, color })
    },
    close() {
      window.removeEventListener('online', goOnline)
      window.removeEventListener('offline', goOffline)
      stopDigests()
      stopWaiting()
      digestSoon.cancel()
      paced.stop()
      publish.cancel()
      publishDigest.cancel()
      connection.close()
      awareness.destroy()
      undo.destroy()
      void cache?.destroy()
      doc.destroy()
    },
  }
}

/**
 * This browser's own copy of the document, loaded; null where the browser keeps none (some private windows, a full
 * disk) or does not answer in time.
 */
async function openCache(boardId: string, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
  if (!(await keepsCopies())) return null
  const cache = new IndexeddbPersistence(`chainboard:${boardId}`, doc)
  const isLoaded = await Promise.race([cache.whenSynced.then(() => true), passing(CACHE_PATIENCE_MS)])
  if (isLoaded) return cache
  void cache.destroy()
  return null
}

/** Whether IndexedDB opens here: the library behind the copy does not say when it does not. */
function keepsCopies(): Promise<boolean> {
  return new Promise(resolve => {
    try {
      const request = indexedDB.open('chainboard')
      request.onsuccess = () => {
        request.result.close()
        resolve(true)
      }
      request.onerror = () => resolve(false)
      setTimeout(() => resolve(false), CACHE_PATIENCE_MS)
    } catch {
      resolve(false)
    }
  })
}

const passing = (ms: number): Promise<false> => new Promise(resolve => setTimeout(() => resolve(false), ms))
