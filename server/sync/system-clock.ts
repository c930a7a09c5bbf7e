import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { Clock } from '@/lib/connection'

/** The machine's time. What is due at once runs when the events under way are done, not a timer's millisecond later. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    if (ms > 0) {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    }
    const immediate = setImmediate(task)
    return () => clearImmediate(immediate)
  },
}
