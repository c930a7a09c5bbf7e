import type { Undo } from '@/lib/board'

/** A pause so long ends a burst of key presses, in ms. */
const PAUSE_MS = 700

interface Running {
  readonly of: string
  timer: ReturnType<typeof setTimeout>
}
const running = new WeakMap<Undo, Running>()

/**
 * Edits by a key that is pressed again and again: a burst of them is one undo item. Another kind of edit, a pause or `endBurst` ends it.
 */
export function inBurst(undo: Undo, of: string, edit: () => void): void {
  if (running.get(undo)?.of !== of) {
    endBurst(undo)
    undo.beginGesture()
  }
  clearTimeout(running.get(undo)?.timer)
  running.set(undo, { of, timer: setTimeout(() => endBurst(undo), PAUSE_MS) })
  edit()
}

export function endBurst(undo: Undo): void {
  const burst = running.get(undo)
  if (burst === undefined) return
  clearTimeout(burst.timer)
  running.delete(undo)
  undo.endGesture()
}
