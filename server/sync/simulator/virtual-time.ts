import type { VirtualClock } from '../../testing/virtual-clock'

/*
 * y-websocket and y-protocols take the time from the globals, and lib0 keeps the `Date.now` that it finds when it is
 * loaded. So this file has to be imported before any of them; `inVirtualTime` throws when it was not.
 */

const realNow = Date.now
let virtual: VirtualClock | null = null
/** Loaded late: it has to find the `Date.now` of below. */
let lib0: typeof import('lib0/time') | null = null
Date.now = () => (virtual === null ? realNow() : virtual.now())

/** Runs a task in which `Date.now` and the timers of everybody are those of the clock. */
export async function inVirtualTime<Result>(
  clock: VirtualClock,
  task: () => Promise<Result>,
): Promise<Result> {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis
  virtual = clock
  const cancels = new Map<number, () => void>()
  let lastId = 0
  const cancel = (id: unknown) => {
    if (typeof id !== 'number') return
    cancels.get(id)?.()
    cancels.delete(id)
  }
  Object.assign(globalThis, {
    setTimeout(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
      const id = ++lastId
      cancels.set(
        id,
        clock.after(ms, () => {
          cancels.delete(id)
          callback(...args)
        }),
      )
      return id
    },
    setInterval(callback: () => void, ms: number) {
      const id = ++lastId
      const again = () => {
        cancels.set(id, clock.after(ms, again))
        callback()
      }
      cancels.set(id, clock.after(ms, again))
      return id
    },
    clearTimeout: cancel,
    clearInterval: cancel,
  })
  try {
    lib0 ??= await import('lib0/time')
    const { getUnixTime } = lib0
    if (getUnixTime() !== clock.now() || getUnixTime === realNow) {
      throw new Error('virtual-time.ts has to be imported before everything that imports lib0')
    }
    return await task()
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval })
    virtual = null
  }
}
