/** How long to wait for a frame that does not come, in ms: a hidden tab paints none. */
const NO_FRAME_MS = 50

/** Asks for a task to be run soon. */
export interface OnceAFrame {
  (): void
  /** Forgets what was asked for. */
  cancel(): void
}

/** Runs `task` just before the next paint, once however often it was asked for; in a hidden tab after 50 ms. */
export function onceAFrame(task: () => void): OnceAFrame {
  let frame: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const cancel = () => {
    if (frame !== null) cancelAnimationFrame(frame)
    clearTimeout(timer)
    frame = null
  }
  const run = () => {
    cancel()
    task()
  }
  const ask = () => {
    if (frame !== null) return
    frame = requestAnimationFrame(run)
    timer = setTimeout(run, NO_FRAME_MS)
  }
  return Object.assign(ask, { cancel })
}
