import { beforeEach, expect, it } from 'vitest'
import { createLog } from '../log'
import type { LoggedUpdate, Storage } from '../storage/storage'
import { VirtualClock } from '../testing/virtual-clock'
import type { Batch, Room } from './room'
import { Ticker } from './ticker'

const NOTHING: Batch = {
  rows: [],
  claims: [],
  settled: [],
  update: null,
  size: 0,
  own: new Map(),
  showsPresence: false,
  waiters: [],
}

let clock: VirtualClock
let ticker: Ticker
/** When each room was collected from, in ms. */
let collected: [string, number][]

beforeEach(() => {
  clock = new VirtualClock()
  clock.pass(10_000)
  collected = []
  const storage = {
    appendUpdates: async (_rows: readonly LoggedUpdate[]) => {},
  } as Partial<Storage> as Storage // all that a ticker uses
  ticker = new Ticker(
    storage,
    createLog(() => {}),
    clock,
    () => {},
  )
})

/** A room whose ticks take `cost` ms. */
function roomNamed(boardId: string, cost = 0): Room {
  const room: Partial<Room> = {
    boardId,
    isAbandoned: false,
    hasChanges: false,
    hasClaims: false,
    collect(now) {
      collected.push([boardId, now])
      return NOTHING
    },
    publish: () => clock.pass(cost),
  }
  return room as Room // all that a ticker uses
}

const settle = () => new Promise(resolve => setImmediate(resolve))

async function pass(ms: number): Promise<void> {
  for (let i = 0; i < ms; i++) {
    clock.pass(1)
    await settle()
  }
}

it('collects at once after a quiet moment, and then every 16 ms', async () => {
  const room = roomNamed('a')
  ticker.plan(room, 0)
  clock.pass(0)
  await settle()
  ticker.plan(room, 0)
  await pass(15)
  expect(collected).toEqual([['a', 10_000]])
  await pass(1)
  expect(collected).toEqual([
    ['a', 10_000],
    ['a', 10_016],
  ])
})

it('lets no room wait for another one', async () => {
  ticker.plan(roomNamed('a'), 0)
  await pass(1)
  ticker.plan(roomNamed('b'), 0)
  await pass(1)
  expect(collected).toEqual([
    ['a', 10_001],
    ['b', 10_002],
  ])
})

it('collects from nobody who has nothing, and from nobody before it is worth it', async () => {
  ticker.plan(roomNamed('later'), 10_050)
  ticker.plan(roomNamed('now'), 0)
  await pass(100)
  expect(collected).toEqual([
    ['now', 10_001],
    ['later', 10_050],
  ])
})

it('does not let an earlier time wait for a later one', async () => {
  const room = roomNamed('a')
  ticker.plan(room, 10_500)
  await pass(1)
  ticker.plan(room, 10_020)
  await pass(30)
  expect(collected).toEqual([['a', 10_020]])
})

it('comes less often while ticks take long, and as often as before when they do not any more', async () => {
  const distances = async (room: Room) => {
    collected.length = 0
    for (let i = 0; i < 40; i++) {
      ticker.plan(room, 0)
      const before = collected.length
      while (collected.length === before) await pass(1)
    }
    return collected.slice(-3).map(([, at], i, last) => at - (last[i - 1]?.[1] ?? at))
  }
  const [, ...slow] = await distances(roomNamed('slow', 20))
  for (const distance of slow) expect(distance).toBeGreaterThanOrEqual(38)
  const [, ...fast] = await distances(roomNamed('fast'))
  for (const distance of fast) expect(distance).toBeLessThanOrEqual(17)
})

it('goes on when the clock is put back', async () => {
  ticker.plan(roomNamed('a'), 10_000 + 3_600_000)
  await pass(1_001)
  expect(collected).toHaveLength(1)
})
