// The load of `bench -- saved`, in a process of its own.
import { quantile } from './numbers.mjs'
import { Person } from './person.mjs'

/** Message type 100 of our sync endpoint: a count of this connection's changes that are committed. */
const SAVED = 100
const WARM_UP = 2_000
const DRAIN = 2_000

const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

process.once('message', async ({ board, port, people, rate, seconds }) => {
  const everybody = []
  for (let i = 0; i < people; i++) {
    const protocols = [...board.editor, `a-token-of-the-bench-${i}`]
    const person = new Person({ dialect: 'y-websocket', port }, { ...board, protocols }, i)
    await person.whenSynced
    everybody.push({ person, sent: [], saved: 0 })
  }
  const latencies = []
  let measuring = false
  for (const one of everybody) {
    // The answer to the server's step 1 counts as a change too.
    one.person.socket.onmessage = head => {
      if (head[0] !== SAVED) return
      const count = readVarUint(head, 1) - 1
      for (; one.saved < count; one.saved++) {
        const { at, counts } = one.sent[one.saved]
        if (counts) latencies.push(performance.now() - at)
      }
    }
  }
  // Everybody in turn, so that edits are spread over time.
  let edits = 0
  const begin = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) / 1_000) * people * rate
    for (; edits < due; edits++) {
      const one = everybody[edits % people]
      one.sent.push({ at: performance.now(), counts: measuring })
      one.person.edit()
    }
  }, 2)
  await pause(WARM_UP)
  process.send('warm')
  measuring = true
  await pause(seconds * 1_000)
  clearInterval(timer)
  await pause(DRAIN)
  const count = everybody.flatMap(({ sent }) => sent).filter(({ counts }) => counts).length
  process.send({
    count,
    unsaved: count - latencies.length,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
  })
})
process.once('disconnect', () => process.exit(0))

function readVarUint(bytes, at) {
  let value = 0
  for (let i = at, factor = 1; ; i++, factor *= 128) {
    value += (bytes[i] & 127) * factor
    if (bytes[i] < 128) return value
  }
}
