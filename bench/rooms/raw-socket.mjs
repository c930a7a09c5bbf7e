import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

const BINARY = 2
const CLOSE = 8
const PING = 9
const PONG = 10
/** Enough of a message to see what it is. */
const HEAD_BYTES = 64

/**
 * The client's side of a WebSocket on a bare TCP socket, which does as little as possible for a message: unless somebody
 * wants to read all of it (`reads`), its bytes are counted and dropped. Frames are masked with zeros, which changes nothing in them.
 */
export class RawSocket {
  reads = false
  bytes = 0
  frames = 0
  closed = null
  onopen = () => {}
  /** Called with a whole message when `reads`, else with its first bytes and its length. */
  onmessage = (_bytes, _length) => {}
  onclose = () => {}
  #left = 0
  #length = 0
  #opcode = 0
  #parts = []
  #pending = null
  #isOpen = false

  constructor({ port, path, protocols }) {
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true })
    const offered = protocols.length > 0 ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : ''
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${offered}\r\n`,
    )
    this.socket.on('data', chunk => this.#hear(chunk))
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      this.closed ??= 1006
      this.onclose()
    })
  }

  send(payload, opcode = BINARY) {
    const frame = Buffer.allocUnsafe(headerLength(payload.length) + payload.length)
    writeHeader(frame, payload.length, opcode)
    frame.set(payload, frame.length - payload.length)
    this.socket.write(frame)
  }

  /** Ends it without a goodbye. */
  destroy() {
    this.socket.destroy()
  }

  #hear(chunk) {
    let data = chunk
    if (this.#pending !== null) {
      data = Buffer.concat([this.#pending, chunk])
      this.#pending = null
    }
    let at = this.#isOpen ? 0 : this.#shakeHands(data)
    while (at < data.length) {
      if (this.#left === 0) {
        const length = this.#begin(data, at)
        if (length === 0) {
          this.#pending = data.subarray(at)
          return
        }
        at += length
        if (this.#left === 0) {
          this.#finish()
          continue
        }
      }
      const take = Math.min(this.#left, data.length - at)
      this.#keep(data, at, take)
      at += take
      this.#left -= take
      if (this.#left === 0) this.#finish()
    }
  }

  #shakeHands(data) {
    const end = data.indexOf('\r\n\r\n')
    if (end === -1) {
      this.#pending = data
      return data.length
    }
    if (!data.subarray(0, 12).toString().endsWith(' 101')) {
      this.closed = 1002
      this.destroy()
      return data.length
    }
    this.#isOpen = true
    this.onopen()
    return end + 4
  }

  /** Reads a frame's header; its length, 0 when it is not all there. */
  #begin(data, at) {
    const there = data.length - at
    if (there < 2) return 0
    const short = data[at + 1] & 127
    const length = short < 126 ? 2 : short === 126 ? 4 : 10
    if (there < length) return 0
    this.#opcode = data[at] & 15
    this.#left = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUIntBE(at + 4, 6)
    this.#length = this.#left
    this.#parts = []
    return length
  }

  #keep(data, at, take) {
    if (this.reads || this.#opcode !== BINARY) this.#parts.push(data.subarray(at, at + take))
    else if (this.#parts.length === 0) this.#parts.push(data.subarray(at, at + Math.min(take, HEAD_BYTES)))
  }

  #finish() {
    const payload = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts)
    this.#parts = []
    this.frames++
    this.bytes += this.#length
    if (this.#opcode === BINARY) this.onmessage(payload, this.#length)
    else if (this.#opcode === PING) this.send(payload, PONG)
    else if (this.#opcode === CLOSE) {
      this.closed = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      this.destroy()
    }
  }
}

const headerLength = length => (length < 126 ? 6 : length < 65_536 ? 8 : 14)

function writeHeader(frame, length, opcode) {
  frame[0] = 0x80 | opcode
  if (length < 126) {
    frame[1] = 0x80 | length
    frame.fill(0, 2, 6)
  } else if (length < 65_536) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
    frame.fill(0, 4, 8)
  } else {
    frame[1] = 0x80 | 127
    frame.writeUIntBE(0, 2, 2)
    frame.writeUIntBE(length, 4, 6)
    frame.fill(0, 10, 14)
  }
}
