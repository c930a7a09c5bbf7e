// The load of `bench -- restart`, in a process of its own: our own client, a class of them, with real sockets.
import { WebSocket } from 'ws'

const LOOK = 20
const clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

process.once('message', async ({ board, port, people, client }) => {
  const { connect, isSaved, Y, Awareness } = await import(client)
  const pages = Array.from({ length: people }, (_, i) => {
    const doc = new Y.Doc()
    const connection = connect({
      doc,
      awareness: new Awareness(doc),
      url: `ws://127.0.0.1:${port}${board.path}`,
      protocols: [...board.editor, `a-token-of-the-bench-${i}`],
      generation: null,
      openSocket: (url, protocols) => new WebSocket(url, protocols),
      clock,
      random: Math.random,
    })
    return { doc, connection }
  })
  const isBack = ({ connection }) => isSaved(connection.status())
  while (!pages.every(isBack)) await pause(LOOK)
  process.send('in')

  const stopped = performance.now()
  while (pages.some(isBack)) await pause(LOOK)
  for (const [i, { doc }] of pages.entries()) doc.getMap('annotations').set(`${i}`, i)
  process.send('out')
  const back = new Map()
  while (back.size < people) {
    await pause(LOOK)
    for (const page of pages) if (!back.has(page) && isBack(page)) back.set(page, performance.now())
  }
  // Everybody's last word has to reach everybody.
  const isWhole = ({ doc }) => doc.getMap('annotations').size === people
  while (!pages.every(isWhole)) await pause(LOOK)
  process.send({ times: [...back.values()].map(at => at - stopped), whole: performance.now() - stopped })
})
process.once('disconnect', () => process.exit(0))
