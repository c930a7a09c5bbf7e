import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** A program on the board that knows nothing but the URL and the two subprotocols. */
export interface Program {
  doc: Y.Doc
  awareness: WebsocketProvider['awareness']
  leave(): void
}

/** Joins with the provider that y-websocket ships, unchanged; resolves when it has synced. */
export async function joinAsProgram(boardId: string, link: string): Promise<Program> {
  const { host, hash } = new URL(link)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://${host}/sync`, boardId, doc, {
    protocols: ['chainboard', hash.slice(1)],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>((resolve, reject) => {
    provider.on('sync', (isSynced: boolean) => isSynced && resolve())
    provider.on('connection-close', event => reject(new Error(`closed with ${event?.code}`)))
  })
  return {
    doc,
    awareness: provider.awareness,
    leave: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}
