import { describe, expect, it } from 'vitest'
import { encodeAwareness } from '@/lib/protocol'
import { frame, RawSocket } from '../testing/raw-socket'
import { newArena } from './arena'
import { presenceOf } from './presences'

// Attacks that end by a timeout of the server: they wait for it side by side.

const LONG = 60_000
/** More bytes than the buffers of two sockets hold. */
const FAR_MORE = 16_000_000

describe('whoever only takes up space', () => {
  const arena = newArena()

  it('is let go of in time (C4, C5, C8)', { timeout: LONG }, async () => {
    const { origin } = arena.server
    const slow = ['GET /sync/x HTTP/1.1\r\nHost: x\r\n', 'POST /api/boards HTTP/1.1\r\nHost: x\r\n', '']
    const loris = Array.from({ length: 350 }, (_, i) => {
      const raw = new RawSocket(origin)
      raw.write(slow[i % slow.length])
      return raw
    })
    const bodies = Array.from({ length: 150 }, () => {
      const raw = new RawSocket(origin)
      raw.request('POST', '/api/boards', { 'Content-Type': 'application/json', 'Content-Length': '1000' })
      return raw
    })
    const dripping = setInterval(() => {
      for (const raw of loris) raw.write('X')
      for (const raw of bodies) raw.write(' ')
    }, 2_000)
    const refused = await Promise.all(
      Array.from({ length: 900 }, () =>
        RawSocket.webSocket(origin, `/sync/${arena.board.id}`, ['chainboard']),
      ),
    )
    const path = `/sync/${arena.board.id}`
    const gone = await RawSocket.webSocket(origin, path, ['chainboard', arena.board.secrets.viewer])
    gone.write(frame('binary', encodeAwareness(presenceOf(77, 1, { user: { name: 'gone' } }))))
    const seen = (alive: boolean) => () => {
      const news = arena.people.heard.findLast(
        message => message.kind === 'awareness' && message.entries.length > 1,
      )
      const text = news?.kind === 'awareness' ? new TextDecoder().decode(news.entries) : ''
      return text.includes(alive ? '"gone"' : 'null') ? true : undefined
    }
    await arena.people.until(seen(true))
    await arena.join('editor') // whoever is honest comes in meanwhile

    for (const raw of [...loris, ...bodies, ...refused]) await raw.ended
    clearInterval(dripping)
    await gone.ended
    await arena.people.until(seen(false))
    for (const raw of [...loris, ...bodies, ...refused, gone]) raw.destroy()
  })
})

describe('a refused connection', () => {
  const arena = newArena()

  it('C5 that goes on sending is cut off before it has sent much', async () => {
    const raw = await RawSocket.webSocket(arena.server.origin, `/sync/${arena.board.id}`, ['chainboard'])
    expect(await raw.closeCode()).toBe(4401)
    const junk = new Uint8Array(65_536)
    raw.write(frame('binary', new Uint8Array(0), { claims: 20_000_000 }))
    let sent = 0
    while (!raw.socket.destroyed && !raw.socket.readableEnded && sent < FAR_MORE) {
      await new Promise(resolve => raw.socket.write(junk, resolve))
      sent += junk.length
    }
    expect(sent).toBeLessThan(FAR_MORE)
    raw.destroy()
  })
})
