import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { addElements, newElementId, openBoard } from '@/lib/board'
import { encodeInk } from '@/lib/canvas'

interface Stroke {
  readonly x: number
  readonly y: number
  readonly points: readonly (readonly [number, number])[]
}

/** So many strokes go in one update, which may have a megabyte. */
const AT_ONCE = 500

/** Draws strokes on a board as a participant would, through its link. */
export async function fillBoard(link: string, strokes: Iterable<Stroke>): Promise<void> {
  const { host, hash, pathname } = new URL(link)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://${host}/sync`, pathname.slice('/b/'.length), doc, {
    protocols: ['chainboard', hash.slice(1)],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>(resolve => provider.on('sync', (isSynced: boolean) => isSynced && resolve()))
  const board = openBoard(doc)
  const all = [...strokes]
  for (let i = 0; i < all.length; i += AT_ONCE) {
    const refusal = addElements(
      board,
      all.slice(i, i + AT_ONCE).map(({ x, y, points }) => ({
        id: newElementId(board),
        kind: 'pen',
        x,
        y,
        points: encodeInk({ points: Float64Array.from(points.flat()), pressures: null }),
      })),
    )
    if (refusal !== null) throw new Error(refusal)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  // What was sent before is there when something that is asked for afterwards is.
  await new Promise(resolve => setTimeout(resolve, 2_000))
  provider.destroy()
  doc.destroy() // Its awareness would tick on for ever.
}
