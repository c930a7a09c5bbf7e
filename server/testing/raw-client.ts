import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  type Message,
  readMessage,
  SUBPROTOCOL,
} from '@/lib/protocol'

/** A WebSocket that says exactly what a test tells it to, and keeps what it hears. */
export class RawClient {
  readonly heard: Message[] = []
  readonly doc = new Y.Doc()
  readonly closed: Promise<{ code: number; reason: string }>
  private readonly socket: WebSocket
  private readonly waiting = new Set<() => void>()

  constructor(url: string, protocols: readonly string[], headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, [SUBPROTOCOL, ...protocols], { headers })
    this.closed = new Promise(resolve => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    this.socket.on('error', () => {})
    this.socket.on('message', (data: Buffer) => {
      const message = readMessage(data)
      if (message.kind === 'step2' || message.kind === 'update') Y.applyUpdate(this.doc, message.update)
      this.heard.push(message)
      for (const look of this.waiting) look()
    })
  }

  /** Resolves when the first message of that kind has been heard. */
  async hear<Kind extends Message['kind']>(kind: Kind): Promise<Extract<Message, { kind: Kind }>> {
    const find = () =>
      this.heard.find((message): message is Extract<Message, { kind: Kind }> => message.kind === kind)
    return this.until(find)
  }

  /** Resolves with what `find` finds, once it finds something. */
  until<Found>(find: () => Found | undefined): Promise<Found> {
    return new Promise(resolve => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        this.waiting.delete(look)
        resolve(found)
      }
      this.waiting.add(look)
      look()
    })
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame)
  }

  /** Asks for the whole board and waits for it. */
  async sync(): Promise<void> {
    await this.hear('step1')
    this.send(encodeStep1(Y.encodeStateVector(this.doc)))
    await this.hear('step2')
  }

  /** Sends what `change` does to this client's document. */
  edit(change: (doc: Y.Doc) => void, as: 'update' | 'step2' = 'update'): void {
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact(() => change(this.doc))
    const update = Y.encodeStateAsUpdate(this.doc, before)
    this.send(as === 'update' ? encodeUpdate(update) : encodeStep2(update))
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }
}

/** Asks again and again until `holds`; a test's own timeout is the end of it. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5)
}
