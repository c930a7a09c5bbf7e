// The load of `bench -- memory`, in a process of its own: does one task after the other, and says when each is done.
import { fillBoard } from './fill.mjs'
import { Person } from './person.mjs'

const AT_ONCE = 20
const AWARENESS = 1
const SAVED = 100
/** How long somebody new waits to be shown who is there, in ms. */
const LOOK = 300

const peerAt = port => ({ dialect: 'y-websocket', port })
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
let people = 0

const TASKS = {
  async visit({ boards, port, visits }) {
    let next = 0
    const visitor = async () => {
      while (next < visits) await visitOnce(port, boards[next++ % boards.length])
    }
    await Promise.all(Array.from({ length: AT_ONCE }, visitor))
  },

  /** How many entries of presence newcomers are shown on boards on which nobody is. */
  async 'look for ghosts'({ boards, port }) {
    let ghosts = 0
    for (const board of boards) {
      const person = await enter(port, board, 'viewer')
      person.socket.reads = true
      person.socket.onmessage = bytes => {
        if (bytes[0] === AWARENESS && bytes[2] > 0) ghosts += bytes[2]
      }
      await pause(LOOK)
      person.socket.destroy()
    }
    return ghosts
  },

  async 'fill a room'({ boards: [board], port, people, entries }) {
    await fillBoard(await enter(port, board, 'editor'), entries)
    const everybody = []
    for (let i = 0; i < people; i++) everybody.push(await enter(port, board, 'viewer'))
    for (let i = 0; i < 100; i++) {
      for (const person of everybody) person.moveCursor()
      await pause(50)
    }
  },
}

async function visitOnce(port, board) {
  const person = await enter(port, board, 'editor')
  person.socket.reads = true
  const saved = new Promise(resolve => {
    person.socket.onmessage = bytes => {
      if (bytes[0] === SAVED && bytes[1] >= 2) resolve()
    }
  })
  person.moveCursor()
  person.edit()
  await saved
  person.socket.destroy()
}

async function enter(port, board, role) {
  const number = people++
  const protocols = [...board[role], `a-token-of-the-bench-${number}`]
  const person = new Person(peerAt(port), { ...board, protocols }, number % 10_000)
  await person.whenSynced
  return person
}

process.on('message', async ({ task, ...rest }) => {
  process.send((await TASKS[task](rest)) ?? 'done')
})
process.once('disconnect', () => process.exit(0))
