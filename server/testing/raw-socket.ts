import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** A TCP connection that says exactly what a test tells it to, and never closes its own side by itself. */
export class RawSocket {
  readonly socket: Socket
  /** Resolves with all bytes that came, when the other side has let go. */
  readonly ended: Promise<Buffer>
  private received = Buffer.alloc(0)

  constructor(origin: string) {
    const { hostname, port } = new URL(origin)
    this.socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    this.socket.on('error', () => {}) // a reset is an end too
    this.socket.on('data', data => {
      this.received = Buffer.concat([this.received, data])
    })
    this.ended = new Promise(resolve => {
      this.socket.once('end', () => resolve(this.received))
      this.socket.once('close', () => resolve(this.received))
    })
  }

  /** A WebSocket to `path`, past its handshake. */
  static async webSocket(origin: string, path: string, protocols: readonly string[]): Promise<RawSocket> {
    const raw = new RawSocket(origin)
    raw.request('GET', path, { ...UPGRADE, 'Sec-WebSocket-Protocol': protocols.join(', ') })
    while (!raw.received.includes('\r\n\r\n')) await once(raw.socket, 'data')
    return raw
  }

  write(bytes: Uint8Array | string): void {
    if (!this.socket.destroyed) this.socket.write(bytes)
  }

  /** Sends a request head as it is given, Host first. */
  request(method: string, target: string, headers: Readonly<Record<string, string>>): void {
    const lines = Object.entries({ Host: 'localhost', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    this.write(`${[`${method} ${target} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
  }

  /** The code of the close frame that ends what comes; undefined when the other side lets go without one. */
  async closeCode(): Promise<number | undefined> {
    let isOver = false
    void this.ended.then(() => {
      isOver = true
    })
    while (!isOver && closeCodeIn(this.received) === undefined) {
      await Promise.race([once(this.socket, 'data').catch(() => {}), this.ended])
    }
    return closeCodeIn(this.received)
  }

  /** Resolves when the other side does not even listen any more. */
  async letGo(): Promise<void> {
    while (!this.socket.destroyed) {
      await new Promise(resolve => this.socket.write('x', resolve))
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  destroy(): void {
    this.socket.destroy()
  }
}

/** A close frame of a server is its last frame: its opcode, a length below 126, then the code. */
function closeCodeIn(bytes: Buffer): number | undefined {
  for (let at = bytes.length - 2; at >= 0; at--) {
    if (bytes[at] === 0x88 && bytes[at + 1] === bytes.length - at - 2) return bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** What a request for a WebSocket must say. */
export const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

interface FrameOptions {
  readonly fin?: boolean
  /** The reserved bits, 0 to 7. */
  readonly rsv?: number
  readonly masked?: boolean
  /** The length that the frame claims, if not its own. */
  readonly claims?: number
}

/** A frame of a WebSocket client, masked with zeros so that its bytes stay readable (RFC 6455 §5.2). */
export function frame(
  opcode: keyof typeof OPCODE | number,
  payload: Uint8Array,
  { fin = true, rsv = 0, masked = true, claims = payload.length }: FrameOptions = {},
): Buffer {
  const code = typeof opcode === 'number' ? opcode : OPCODE[opcode]
  const maskBit = masked ? 0x80 : 0
  const first = (fin ? 0x80 : 0) | (rsv << 4) | code
  const head = claims < 126 ? Buffer.from([first, maskBit | claims]) : longHead(first, maskBit, claims)
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload])
}

function longHead(first: number, maskBit: number, length: number): Buffer {
  const head = Buffer.alloc(10)
  head[0] = first
  head[1] = maskBit | 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
