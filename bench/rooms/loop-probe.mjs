// Loaded into a server that is measured (`node --import`): tells its parent how long the event loop stood still.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
delay.enable()

process.on('message', message => {
  if (message?.loopProbe !== 'take') return
  process.send({ longestBlock: Math.max(0, delay.max / 1e6 - RESOLUTION) })
  delay.reset()
})
process.channel?.unref()
// Without whoever measures it, a server is of no use.
process.once('disconnect', () => process.exit(0))
