import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { frame } from '../testing/raw-socket'
import { VirtualClock } from '../testing/virtual-clock'
import { UnfinishedMessages } from './unfinished-messages'

const SPACE = 100_000
const PATIENCE = 60_000

let clock: VirtualClock
let messages: UnfinishedMessages
/** The names of the connections that were ended, in this order. */
let ended: string[]

beforeEach(() => {
  clock = new VirtualClock()
  messages = new UnfinishedMessages({ unfinishedBytes: SPACE, unfinishedMs: PATIENCE }, clock)
  ended = []
})

/** A connection, which says what it is given at once. */
function connect(name: string, address = name) {
  const stream = new PassThrough()
  messages.watch(stream, address, () => ended.push(name))
  return {
    say: (bytes: Uint8Array) => stream.emit('data', Buffer.from(bytes)),
    /** Says the beginning of a large message. */
    begin: (bytes: number) => stream.emit('data', beginning(bytes)),
    leave: () => stream.emit('close'),
  }
}

const beginning = (bytes: number) => frame('binary', new Uint8Array(bytes), { claims: 10 * SPACE })

describe('the space for unfinished messages', () => {
  it('is not touched by whole messages, however many', () => {
    const { say } = connect('a')
    for (let i = 0; i < 10; i++) say(frame('binary', new Uint8Array(SPACE)))
    expect([messages.bytes, ended]).toEqual([0, []])
  })

  it('is taken from the largest message when it is used up', () => {
    connect('small').begin(20_000)
    connect('large').begin(50_000)
    connect('last').begin(40_000)
    expect(ended).toEqual(['large'])
    expect(messages.bytes).toBeLessThan(SPACE)
  })

  it('is taken from the address that holds most of it, by however many connections', () => {
    connect('honest').begin(40_000)
    for (const name of ['1', '2', '3', '4']) connect(name, 'hoarder').begin(18_000)
    expect(ended).toEqual(['1'])
  })

  it('counts pieces too, of which each takes memory', () => {
    const { begin, say } = connect('drip')
    begin(1)
    for (let i = 0; i < 500 && ended.length === 0; i++) say(Uint8Array.of(0))
    expect(ended).toEqual(['drip'])
  })

  it('is free again when the message is whole, or its connection gone', () => {
    const [whole, gone] = [connect('whole'), connect('gone')]
    const message = frame('binary', new Uint8Array(30_000))
    whole.say(message.subarray(0, 20_000))
    gone.begin(20_000)
    expect(messages.bytes).toBeGreaterThan(40_000)
    whole.say(message.subarray(20_000))
    gone.leave()
    expect(messages.bytes).toBe(0)
  })
})

describe('an unfinished message', () => {
  it('is waited for so long, whatever comes meanwhile', () => {
    const { begin, say } = connect('slow')
    begin(10)
    for (let i = 0; i < 3; i++) {
      clock.pass(PATIENCE / 4)
      say(Uint8Array.of(0))
    }
    expect(ended).toEqual([])
    clock.pass(PATIENCE / 4)
    expect(ended).toEqual(['slow'])
    expect(messages.bytes).toBe(0)
  })

  it('has all the time again when the one before it became whole', () => {
    const { say } = connect('busy')
    const message = frame('binary', new Uint8Array(1_000))
    say(message.subarray(0, 10))
    for (let i = 0; i < 5; i++) {
      clock.pass(PATIENCE / 2)
      say(Buffer.concat([message.subarray(10), message.subarray(0, 500)])) // the end of one, the beginning of the next
      say(message.subarray(500))
      say(message.subarray(0, 10))
    }
    expect(ended).toEqual([])
  })
})
