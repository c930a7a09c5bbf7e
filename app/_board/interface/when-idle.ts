/** How long a page that is never idle may put a task off, in ms. */
const AT_LATEST_MS = 1000

/** Asks for a task to be run when the page has nothing else to do. */
export interface WhenIdle {
  (): void
  /** Forgets what was asked for. */
  cancel(): void
}

/**
 * Runs `task` when the page is idle, at the latest after a second, and once however often it was asked for: what comes from
 * outside at its own pace never keeps a slow page from answering.
 */
export function whenIdle(task: () => void): WhenIdle {
  // Safari has no idle callbacks.
  const hasIdle = typeof requestIdleCallback === 'function'
  let waiting: number | null = null
  const run = () => {
    waiting = null
    task()
  }
  const ask = () => {
    waiting ??= hasIdle ? requestIdleCallback(run, { timeout: AT_LATEST_MS }) : window.setTimeout(run)
  }
  const cancel = () => {
    if (waiting === null) return
    if (hasIdle) cancelIdleCallback(waiting)
    else clearTimeout(waiting)
    waiting = null
  }
  return Object.assign(ask, { cancel })
}
