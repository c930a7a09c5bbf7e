import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { type Connection, connect, type Socket } from '@/lib/connection'
import { SUBPROTOCOL } from '@/lib/protocol'

interface Ends {
  readonly boardId: string
  readonly secret: string
  /** The participant's. */
  readonly token: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** The storage that the document was last in step with; null when that is not known. */
  readonly generation: string | null
}

export interface PageConnection {
  readonly connection: Connection
  /** Ends it for good. */
  close(): void
}

/** Connects a document to its board on the server that the page came from, and tells the connection how the page fares. */
export function connectPage({ boardId, secret, token, doc, awareness, generation }: Ends): PageConnection {
  const connection = connect({
    doc,
    awareness,
    generation,
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync/${boardId}`,
    protocols: [SUBPROTOCOL, secret, token],
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
  const stopListening = listenToThePage(connection)
  return {
    connection,
    close() {
      stopListening()
      connection.close()
    },
  }
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
