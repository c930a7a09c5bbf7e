/** A function that runs at once and then at most every `interval` ms, with everything that was asked in between. */
export interface Throttled<T extends object> {
  (part?: Partial<T>): void
  cancel(): void
}

/**
 * Merges the parts that arrive within `interval` ms and hands them on together: the first at once, the rest at the
 * end of the interval. Later parts win.
 */
export function throttle<T extends object>(
  interval: number,
  run: (merged: Partial<T>) => void,
): Throttled<T> {
  let pending: Partial<T> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  const flush = () => {
    timer = null
    if (!pending) return
    const merged = pending
    pending = null
    timer = setTimeout(flush, interval)
    run(merged)
  }

  const throttled = (part: Partial<T> = {}) => {
    pending = { ...pending, ...part }
    if (timer === null) flush()
  }
  throttled.cancel = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    pending = null
  }
  return throttled
}
