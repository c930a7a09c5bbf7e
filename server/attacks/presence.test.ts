import { describe, expect, it } from 'vitest'
import { encodeAwareness, encodeUpdate } from '@/lib/protocol'
import { RawSocket } from '../testing/raw-socket'
import { deepJson, valueUpdate } from '../testing/value-update'
import { newArena } from './arena'
import { presenceOf, presencesIn, presencesOf } from './presences'

// Presence (threats.md 2.3) over real sockets. W7's waiting for a vanished client stands in patience.test.ts.

const arena = newArena()

/** y-protocols' message type 3, which has nothing in it. */
const ASK_FOR_EVERYONE = Uint8Array.of(3)

const known = () => presencesIn(arena.people.heard)
/** Waits until the honest people know that of a client. */
const until = (client: number, holds: (state: unknown) => boolean) =>
  arena.people.until(() => (known().has(client) && holds(known().get(client)) ? true : undefined))
const says = (name: string) => (state: unknown) => JSON.stringify(state ?? null).includes(`"${name}"`)

async function victimAndAttacker() {
  const victim = await arena.join('viewer', 'the-victims-token')
  const attacker = await arena.join('editor', 'the-attackers-token')
  victim.send(encodeAwareness(presenceOf(7, 1, { user: { name: 'Ada', color: 1 } })))
  await until(7, says('Ada'))
  return { victim, attacker }
}

describe('somebody’s presence', () => {
  it.each([
    ['W1 ended', 2, null],
    ['W1 replaced', 2, { user: { name: 'Eve' } }],
    ['W2 pinned by a clock beyond all others', 2 ** 52, { user: { name: 'Eve' } }],
    ['W2 ended for good', 2 ** 52, null],
  ])('is not %s by somebody else', async (_what, clock, state) => {
    const { victim, attacker } = await victimAndAttacker()
    attacker.send(encodeAwareness(presenceOf(7, clock, state)))
    attacker.send(encodeAwareness(presenceOf(8, 1, { user: { name: 'Eve' } })))
    await until(8, says('Eve'))
    expect(says('Ada')(known().get(7))).toBe(true)
    victim.send(encodeAwareness(presenceOf(7, 2, { user: { name: 'Ada moved' } })))
    await until(7, says('Ada moved'))
  })
})

it('W3 nobody bears another’s id or role: the server writes both', async () => {
  const { victim } = await victimAndAttacker()
  const adasId = (known().get(7) as { user: { id: string } }).user.id
  const viewer = await arena.join('viewer', 'another-viewers-token')
  const forged = { user: { id: adasId, role: 'owner', name: 'Ada', userId: 'ceo' }, role: 'owner' }
  viewer.send(encodeAwareness(presenceOf(9, 1, forged)))
  await until(9, says('Ada'))
  const { user } = known().get(9) as { user: { id: string; role: string } }
  expect(user.role).toBe('viewer')
  expect(user.id).not.toBe(adasId)
  await victim.close()
})

it('W4 a connection is one person, whatever crowd it announces', async () => {
  const attacker = await arena.join('editor', 'the-attackers-token')
  const crowd = Array.from({ length: 30_000 }, (_, i) => [1_000 + i, 1, '{}'] as const)
  attacker.send(encodeAwareness(presencesOf(crowd)))
  await until(1_000, state => state !== null)
  await arena.people.expectUnharmed()
  expect([...known().keys()].filter(client => client >= 1_000 && client < 31_000)).toEqual([1_000])
})

describe('W5 a state', () => {
  it.each([
    ['of a hundred thousand lists', deepJson(100_000), 4413],
    ['of five levels', '{"a":{"b":{"c":{"d":{}}}}}', 4400],
    ['of five hundred levels', deepJson(500), 4400],
    ['of a megabyte', JSON.stringify('x'.repeat(1_000_000)), 4413],
    ['that is no JSON', '{bad', 4400],
    ['of nothing', '', 4400],
  ])('%s ends its connection', async (_what, json, code) => {
    const attacker = await arena.join('viewer')
    attacker.send(encodeAwareness(presenceOf(9, 1, json)))
    expect((await attacker.closed).code).toBe(code)
    expect(known().get(9) ?? null).toBeNull()
  })

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":1}}',
    '[1e999]',
    '{"cursor":{"x":-0}}',
  ])('%s harms nobody', async json => {
    const attacker = await arena.join('viewer')
    attacker.send(encodeAwareness(presenceOf(9, 1, json)))
    await until(9, state => state !== null)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})

it('W6 hundreds of states a second delay no edit, and reach nobody one by one', async () => {
  const attacker = await arena.join('viewer')
  const before = arena.people.heard.length
  for (let clock = 1; clock <= 500; clock++) {
    attacker.send(encodeAwareness(presenceOf(9, clock, { cursor: { x: clock, y: 0 } })))
  }
  await until(9, state => JSON.stringify(state).includes('500'))
  await arena.people.expectUnharmed()
  const frames = arena.people.heard.slice(before).filter(({ kind }) => kind === 'awareness')
  expect(frames.length).toBeLessThan(250)
})

it('W6 asking for everybody again and again is answered a bounded number of times', async () => {
  const { victim, attacker } = await victimAndAttacker()
  const before = attacker.heard.length
  for (let i = 0; i < 100; i++) {
    attacker.send(ASK_FOR_EVERYONE)
    // A question of another kind, whose answer shows that the one before was heard.
    attacker.send(encodeAwareness(presenceOf(8, i + 1, { user: { name: `Eve ${i}` } })))
    await until(8, says(`Eve ${i}`))
  }
  // The victim says nothing new, so whoever hears of it was answered.
  const answers = attacker.heard.slice(before).filter(message => presencesIn([message]).has(7))
  expect(answers.length).toBeGreaterThan(10)
  expect(answers.length).toBeLessThan(60)
  await victim.close()
})

it('W7 is gone with its connection, and after a reload there is never two of it', async () => {
  const token = 'a-reloading-token'
  const path = `/sync/${arena.board.id}`
  const protocols = ['chainboard', arena.board.secrets.editor, token]
  const old = await RawSocket.webSocket(arena.server.origin, path, protocols)
  const first = await arena.join('editor', token)
  first.send(encodeAwareness(presenceOf(21, 1, { user: { name: 'Ada' } })))
  await until(21, says('Ada'))
  await first.close()
  await until(21, state => state === null)
  const again = await arena.join('editor', token)
  again.send(encodeAwareness(presenceOf(22, 1, { user: { name: 'Ada' } })))
  await until(22, says('Ada'))
  expect([...known().values()].filter(says('Ada'))).toHaveLength(1)
  old.destroy()
})

it('W8 a name is text without marks that break a line, a terminal or the direction of a page', async () => {
  const attacker = await arena.join('viewer')
  const name = '  \u001b[31mAda\r\n\u202e<img src=x onerror=alert(1)>\u2066\u0000'
  attacker.send(encodeAwareness(presenceOf(9, 1, { user: { name } })))
  await until(9, state => state !== null)
  const { user } = known().get(9) as { user: { name: string } }
  expect(user.name).toBe('[31mAda<img src=x onerror=alert(1)>')
  attacker.send(encodeAwareness(presenceOf(9, 2, { user: { name: 'x'.repeat(1_000) } })))
  await until(9, says('x'.repeat(40)))
  for (const line of arena.server.lines) expect(line).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
})

it('A1 a presence is no place for a change of the board', async () => {
  const viewer = await arena.join('viewer')
  const change = encodeUpdate(valueUpdate(55, '1'))
  viewer.send(encodeAwareness(change.subarray(2)))
  expect((await viewer.closed).code).toBe(4400)
})
