/**
 * Runs in the page: notes the length of every frame, long tasks, and how long each move of the pointer takes until the frame that
 * shows it is handed to the screen.
 */
export function installRecorder() {
  const record = { frames: [], longTasks: [], inputs: [], lastLong: 0 }
  let previous = null
  let isOn = false
  const pending = []
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    const now = performance.now()
    for (const time of pending.splice(0)) record.inputs.push(now - time)
  }
  const tick = now => {
    if (previous !== null && isOn) record.frames.push(now - previous)
    if (previous !== null && now - previous > 25) record.lastLong = now
    previous = now
    if (pending.length > 0) channel.port2.postMessage(null)
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  new PerformanceObserver(list => {
    for (const { duration, startTime } of list.getEntries()) {
      record.lastLong = Math.max(record.lastLong, startTime + duration)
      if (isOn) record.longTasks.push(duration)
    }
  }).observe({ type: 'longtask' })
  window.addEventListener('pointermove', ({ timeStamp }) => isOn && pending.push(timeStamp), {
    capture: true,
  })
  window.recorder = {
    start() {
      for (const list of [record.frames, record.longTasks, record.inputs, pending]) list.length = 0
      isOn = true
    },
    async stop() {
      // The frame in which the last thing was done belongs to it.
      await new Promise(resolve => setTimeout(resolve, 150))
      isOn = false
      return structuredClone(record)
    },
    /** When the page last did something that took longer than a frame, in ms. */
    lastLong: () => record.lastLong,
    now: () => performance.now(),
  }
}
