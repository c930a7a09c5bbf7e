// The load of one cell, in a process of its own: gets the cell from its parent, sends back what it measured, and waits to be ended.
import { fillBoard } from './fill.mjs'
import { quantile, sum } from './numbers.mjs'
import { Person } from './person.mjs'
import { cpuSeconds, residentMegabytes } from './processes.mjs'

/** How many of a room look at everything; the others count bytes. */
const WITNESSES = 5
/** How many connect at the same time when nobody measures it. */
const AT_ONCE = 20
/** Between two looks at the work that is due, in ms. */
const STEP = 2
const AGES_EVERY = 97
/** After the last edit, for those on their way, in ms. */
const DRAIN = 1_500

const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

process.once('message', async cell => {
  try {
    process.send(await measure(cell))
  } catch (error) {
    process.send({ failed: error.message })
  }
})
process.once('disconnect', () => process.exit(0))

async function measure(cell) {
  const { scenario, boards, peer } = cell
  const keepers = scenario.entries > 0 ? [await fill(peer, boards[0], scenario.entries)] : []
  const result = await (scenario.storm ? measureStorm(cell) : measureTraffic(cell))
  for (const keeper of keepers) keeper.socket.destroy()
  return result
}

/** Writes the board's content, and stays: a server may forget a board without people. */
async function fill(peer, board, entries) {
  const person = arrive(peer, board, 0, 'editor')
  await person.whenSynced
  await fillBoard(person, entries)
  return person
}

async function measureStorm({ scenario, boards: [board], peer, server }) {
  const editors = await seat(peer, board, scenario.editors, 1, 'editor')
  const stop = keepBusy({ ...scenario, editors, cursors: [] })
  await pause(scenario.editors > 0 ? 1_000 : 300)
  const cpuBefore = cpuSeconds(server)
  const ownBefore = process.cpuUsage()
  const begin = performance.now()
  const joining = Array.from({ length: scenario.people }, (_, i) => {
    const person = arrive(peer, board, i + 100, 'viewer')
    return person.whenSynced.then(() => ({ at: performance.now() - begin, bytes: person.boardBytes, person }))
  })
  const joined = await within(60_000, Promise.all(joining), 'Not everybody got the board')
  const seconds = (performance.now() - begin) / 1_000
  const result = {
    joinSeconds: seconds,
    joinMedian:
      quantile(
        joined.map(({ at }) => at),
        0.5,
      ) / 1_000,
    boardBytes: Math.min(...joined.map(({ bytes }) => bytes)),
    cpu: cpuSeconds(server) - cpuBefore,
    loadBusy: busy(ownBefore, seconds),
    rss: residentMegabytes(server),
  }
  stop()
  for (const { person } of joined) person.socket.destroy()
  return result
}

async function measureTraffic({ scenario, boards, peer, server, warmUp, seconds }) {
  const rooms = []
  for (let i = 0; i < boards.length; i += AT_ONCE) {
    const some = boards.slice(i, i + AT_ONCE)
    rooms.push(...(await Promise.all(some.map((board, j) => enterRoom(peer, board, scenario, i + j)))))
  }
  const latencies = []
  let measuring = null
  let delivered = 0
  for (const { people } of rooms) {
    for (const witness of witnessesOf(people)) {
      witness.watch((_number, sent) => {
        if (measuring === null || sent < measuring.from || sent > measuring.to) return
        delivered++
        latencies.push(performance.now() - sent / 1_000)
      })
    }
  }
  const everybody = rooms.flatMap(({ people }) => people)
  const editors = rooms.flatMap(({ people }) => people.slice(0, scenario.editors))
  const cursors = rooms.flatMap(({ people }) => people.slice(-scenario.cursors || people.length))
  const stop = keepBusy({ ...scenario, editors, cursors })
  await pause(warmUp * 1_000)

  const ages = []
  const sampling = setInterval(() => sampleAges(rooms, ages), AGES_EVERY)
  const begin = performance.now()
  measuring = { from: begin * 1_000, to: Number.POSITIVE_INFINITY }
  const cpuBefore = cpuSeconds(server)
  const ownBefore = process.cpuUsage()
  const before = new Map(editors.map(person => [person, person.sentEdits]))
  const bytesBefore = sum(everybody, ({ socket }) => socket.bytes)
  await pause(seconds * 1_000)
  const lasted = (performance.now() - begin) / 1_000
  const result = {
    cpu: cpuSeconds(server) - cpuBefore,
    cpuShare: (cpuSeconds(server) - cpuBefore) / lasted,
    loadBusy: busy(ownBefore, lasted),
    rss: residentMegabytes(server),
    kilobytesEach:
      (sum(everybody, ({ socket }) => socket.bytes) - bytesBefore) / everybody.length / lasted / 1_000,
  }
  measuring.to = performance.now() * 1_000
  const sentBy = person => person.sentEdits - (before.get(person) ?? person.sentEdits)
  const sentEdits = sum(editors, sentBy)
  const expected = sum(rooms, ({ people }) => {
    const all = sum(people, sentBy)
    return sum(witnessesOf(people), witness => all - sentBy(witness))
  })
  clearInterval(sampling)
  stop()
  await pause(DRAIN)
  const share = expected === 0 ? 1 : Math.min(1, delivered / expected)
  for (const { socket } of everybody) socket.destroy()
  return {
    ...result,
    sentEdits,
    deliveredShare: share,
    cpuPerEdit: (result.cpu / (sentEdits * share)) * 1_000,
    lost: everybody.filter(({ socket }) => socket.closed !== null && socket.closed !== 1006).length,
    edit: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
    age: scenario.cursors > 0 ? { p50: quantile(ages, 0.5), p99: quantile(ages, 0.99) } : null,
  }
}

/** Some of a room, spread over it; its editors only where there is nobody else. */
function witnessesOf(people) {
  const step = Math.max(1, Math.floor(people.length / WITNESSES))
  return people.filter((_, i) => (people.length - 1 - i) % step === 0).slice(-WITNESSES)
}

async function enterRoom(peer, board, scenario, index) {
  const editors = await seat(peer, board, scenario.editors, index * scenario.people, 'editor')
  if (board.content !== undefined) editors[0].write(board.content)
  const others = scenario.people - scenario.editors
  const rest = await seat(peer, board, others, index * scenario.people + scenario.editors, 'viewer')
  return { people: [...editors, ...rest] }
}

async function seat(peer, board, count, firstNumber, role) {
  const people = []
  for (let i = 0; i < count; i += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) => {
      return arrive(peer, board, firstNumber + i + j, role)
    })
    await within(60_000, Promise.all(some.map(({ whenSynced }) => whenSynced)), 'Not everybody got in')
    people.push(...some)
  }
  return people
}

/** Everybody is a participant of their own. */
function arrive(peer, board, number, role) {
  const offers = board[role]
  const protocols = offers.length === 0 ? [] : [...offers, `a-token-of-the-bench-${number}`]
  return new Person(peer, { ...board, protocols }, number)
}

/** Has everybody edit and move at their rates, spread evenly over time, until the returned function is called. */
function keepBusy({ editors, editRate, cursors, cursorRate }) {
  const turns = [
    ...turnsOf(editors, editRate, person => person.edit()),
    ...turnsOf(cursors, cursorRate, person => person.moveCursor()),
  ]
  const timer = setInterval(() => {
    const now = performance.now()
    for (const turn of turns) {
      if (turn.due > now) continue
      turn.act(turn.person)
      turn.due += turn.every
      if (turn.due < now - 1_000) turn.due = now // the load itself was too slow: no burst to catch up
    }
  }, STEP)
  return () => clearInterval(timer)
}

function turnsOf(people, rate, act) {
  const begin = performance.now()
  const every = 1_000 / rate
  // A golden-ratio sequence spreads any number of people evenly.
  return people.map((person, i) => ({ person, act, every, due: begin + ((i * 0.618034) % 1) * every }))
}

function sampleAges(rooms, ages) {
  const now = performance.now()
  for (const { people } of rooms) {
    for (const { cursors, number } of witnessesOf(people)) {
      for (const [sender, sent] of cursors) if (sender !== number) ages.push(now - sent / 1_000)
    }
  }
}

function busy(before, seconds) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6 / seconds
}

async function within(ms, promise, words) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${words} within ${ms / 1_000} s`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
