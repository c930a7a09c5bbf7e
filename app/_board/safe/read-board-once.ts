import * as Y from 'yjs'
import type { Socket } from '@/lib/connection'
import { encodeStep1, readMessage, SUBPROTOCOL } from '@/lib/protocol'

/** What the server gave of a board: the bytes of its document, or why there are none, in words. */
export type BoardReading =
  | { readonly ok: true; readonly state: Uint8Array; readonly at: Date }
  | { readonly ok: false; readonly message: string }

/** So long the server may take for the board, in ms. */
const PATIENCE = 20_000

const NOTHING_KNOWN = Uint8Array.of(0)

/**
 * Asks the server for a board's document once, and hangs up. Nothing is sent but the question, by nobody who has a name or a
 * cursor, and nothing that comes is applied to anything. Never rejects.
 */
export function readBoardOnce(
  url: string,
  secret: string,
  openSocket = openWebSocket,
): Promise<BoardReading> {
  return new Promise(resolve => {
    const socket = openSocket(url, [SUBPROTOCOL, secret])
    const answers: Uint8Array[] = []
    const finish = (reading: BoardReading) => {
      clearTimeout(patience)
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
      resolve(reading)
    }
    const fail = (message: string) => finish({ ok: false, message })
    const patience = setTimeout(() => fail('The server did not give the board in time.'), PATIENCE)
    const ask = (known: Uint8Array) => socket.send(encodeStep1(known) as Uint8Array<ArrayBuffer>) // lib0 makes plain ones
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => ask(NOTHING_KNOWN)
    socket.onclose = ({ reason }) =>
      fail(reason || 'The server did not answer. Check the network and try again.')
    socket.onmessage = ({ data }) => {
      const answer = answerIn(data)
      if (answer === null) return
      answers.push(answer)
      // What changed while the first answer was on its way comes with a second one.
      const known = answers.length === 1 ? stateVectorOf(answer) : null
      if (known !== null) ask(known)
      else finish({ ok: true, state: together(answers), at: new Date() })
    }
  })
}

const openWebSocket = (url: string, protocols: readonly string[]): Socket =>
  new WebSocket(url, [...protocols]) as Socket // a browser's socket hands its handlers richer events

function answerIn(data: unknown): Uint8Array | null {
  if (!(data instanceof ArrayBuffer)) return null
  try {
    const message = readMessage(new Uint8Array(data))
    return message.kind === 'step2' ? message.update : null
  } catch {
    return null
  }
}

/** What a document has that is made of these bytes; null when they cannot be read. */
function stateVectorOf(update: Uint8Array): Uint8Array | null {
  try {
    return Y.encodeStateVectorFromUpdate(update)
  } catch {
    return null
  }
}

/** The answers in one; the first alone, which holds the board, where they cannot be joined. */
function together(answers: readonly Uint8Array[]): Uint8Array {
  const [first = NOTHING_KNOWN] = answers
  try {
    return answers.length === 1 ? first : Y.mergeUpdates([...answers])
  } catch {
    return first
  }
}
