import { CheckQueue, type CheckRequest } from './check-queue'

// A message that one sends oneself comes behind those that wait already.
const { port1, port2 } = new MessageChannel()
const queue = new CheckQueue(
  answer => self.postMessage(answer),
  () =>
    new Promise(resolve => {
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    }),
)

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => queue.ask(data)
