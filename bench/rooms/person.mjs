import { awareness, emptyStep2, greetingOf, kindOf, prefixOf, setKey, step1, update } from './dialects.mjs'
import { RawSocket } from './raw-socket.mjs'

/**
 * What is sent carries, as text, who sent it and when: `@e` or `@c` (an edit, a cursor), four digits of a number and
 * thirteen of a time in µs. Servers pass texts on as they are, so that nobody has to decode a message to measure it.
 */
const EDIT = Buffer.from('@e')
const CURSOR = Buffer.from('@c')
const NUMBER_DIGITS = 4
const MARK_LENGTH = 2 + NUMBER_DIGITS + 13
/** Client ids of five bytes and clocks of four, so that messages are as large as those of browsers. */
const FIRST_CLIENT = 2 ** 31
const FIRST_CLOCK = 2 ** 21

let people = 0

/** One connection and what it saw. */
export class Person {
  id = FIRST_CLIENT + people++ * 7_919
  /** For a witness: the newest time seen of each sender, in µs. */
  cursors = new Map()
  edits = new Map()
  synced = false
  sentEdits = 0
  #presenceClock = FIRST_CLOCK
  #onedit = null

  /**
   * @param peer - the server's dialect and port
   * @param board - where it goes: path, room name, and what it offers in the handshake
   * @param number - what its marks bear; below 10,000
   */
  constructor(peer, board, number) {
    this.number = number
    this.dialect = peer.dialect
    this.prefix = prefixOf(peer.dialect, board.room)
    this.socket = new RawSocket({ port: peer.port, path: board.path, protocols: board.protocols })
    this.whenSynced = new Promise((resolve, reject) => {
      this.socket.onmessage = (head, length) => this.#join(head, length, resolve)
      this.socket.onclose = () => reject(new Error(`A connection was closed with ${this.socket.closed}`))
    })
    this.socket.onopen = () => this.socket.send(greetingOf(this.dialect, this.prefix) ?? step1(this.prefix))
  }

  #join(head, length, resolve) {
    const kind = kindOf(head, this.prefix.length)
    if (kind === 'let in') this.socket.send(step1(this.prefix))
    if (kind === 'step1') this.socket.send(emptyStep2(this.dialect, this.prefix))
    if (kind !== 'step2') return
    this.boardBytes = length
    this.synced = true
    this.socket.onmessage = () => {}
    this.socket.onclose = () => {}
    resolve()
  }

  /** Reads everything from now on; `onedit(number, sent)` is called for each edit of somebody else that is new. */
  watch(onedit) {
    this.#onedit = onedit
    this.socket.reads = true
    this.socket.onmessage = bytes => {
      this.#look(bytes, EDIT, (number, sent) => this.#seeEdit(number, sent))
      this.#look(bytes, CURSOR, (number, sent) => this.cursors.set(number, sent))
    }
  }

  #look(bytes, mark, see) {
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + MARK_LENGTH)) {
      see(digits(bytes, at + 2, NUMBER_DIGITS), digits(bytes, at + 2 + NUMBER_DIGITS, 13))
    }
  }

  #seeEdit(number, sent) {
    if (number === this.number || sent <= (this.edits.get(number) ?? 0)) return
    this.edits.set(number, sent)
    this.#onedit(number, sent)
  }

  /** @param bytes - a Yjs V1 update */
  write(bytes) {
    this.socket.send(update(this.prefix, bytes))
  }

  edit() {
    const change = setKey(this.id, this.sentEdits++, `key ${this.number}`, this.#mark('@e'))
    this.write(change)
  }

  moveCursor() {
    const at = this.#presenceClock % 1_000
    const state = {
      user: { id: 'a-public-id-of-16', name: `Person ${this.number}`, color: this.number % 12 },
      cursor: { x: 100 + at, y: 1_000 - at / 2 },
      editing: null,
      digest: this.#mark('@c'),
    }
    this.socket.send(awareness(this.prefix, this.id, this.#presenceClock++, JSON.stringify(state)))
  }

  #mark(sign) {
    const time = String(Math.round(performance.now() * 1_000)).padStart(13, '0')
    return sign + String(this.number).padStart(NUMBER_DIGITS, '0') + time
  }
}

function digits(bytes, at, count) {
  let value = 0
  for (let i = at; i < at + count; i++) value = value * 10 + (bytes[i] - 48)
  return value
}
