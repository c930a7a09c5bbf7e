import { type InkPoints, pointCount } from './ink'
import { MAX_STROKE_POINTS } from './ink-codec'
import { type LiveStart, type LiveWindow, readWindow } from './live-window'

/** A stroke of somebody else that is not in the document yet, as far as it has been seen. */
export interface Ghost extends LiveStart, InkPoints {
  /** The number of the next point that is expected. */
  readonly next: number
  /** When its drawing ended, in ms of the caller's clock; null while it goes on. */
  readonly doneAt: number | null
}

/** How long a stroke that is done is shown while its way into the document takes time, in ms. */
const PATIENCE = 10_000

/**
 * The ghosts of one person after a message of theirs. A stroke that went on grows; where a new one begins, the one before is done
 * (a server may leave out messages between two ticks) and on its way into the document; one that gives way to nothing without
 * being done was taken back, and goes. `window` is null when they draw nothing. `isCommitted` says which strokes the
 * document has: those are shown from there.
 */
export function afterWindow(
  ghosts: readonly Ghost[],
  window: LiveWindow | null,
  isCommitted: (id: string) => boolean,
  now: number,
): readonly Ghost[] {
  const waiting = handedOver(ghosts, isCommitted, now).flatMap(ghost => {
    if (ghost.id === window?.id) return []
    if (ghost.doneAt !== null) return [ghost]
    return window === null ? [] : [{ ...ghost, doneAt: now }]
  })
  if (window === null || isCommitted(window.id)) return waiting
  const before = ghosts.find(({ id }) => id === window.id)
  const grown = before === undefined ? begun(window, now) : grownBy(before, window, now)
  return grown === null ? waiting : [...waiting, grown]
}

/** The ghosts without those that the document has by now, and without those that never came there. */
export const handedOver = (
  ghosts: readonly Ghost[],
  isCommitted: (id: string) => boolean,
  now: number,
): readonly Ghost[] =>
  ghosts.filter(({ id, doneAt }) => !isCommitted(id) && (doneAt === null || now - doneAt < PATIENCE))

/** A stroke that is seen for the first time, maybe in its middle: what was drawn before comes with the document. */
function begun(window: LiveWindow, now: number): Ghost | null {
  const ink = readWindow(window)
  if (ink === null) return null
  const { id, brush, size, color, x, y, first, done } = window
  const next = first + pointCount(ink.points)
  return { id, brush, size, color, x, y, ...ink, next, doneAt: done ? now : null }
}

/** The stroke with the points that are new to it. Where some were missed, the line goes straight on. */
function grownBy(ghost: Ghost, window: LiveWindow, now: number): Ghost {
  const doneAt = ghost.doneAt ?? (window.done ? now : null)
  const ink = readWindow(window)
  const known = Math.max(0, ghost.next - window.first)
  const added = ink === null ? 0 : pointCount(ink.points) - known
  if (ink === null || added <= 0 || pointCount(ghost.points) + added > MAX_STROKE_POINTS) {
    return { ...ghost, doneAt }
  }
  const points = joined(
    new Float64Array(ghost.points.length + 2 * added),
    ghost.points,
    ink.points,
    2 * known,
  )
  const pressures =
    ghost.pressures && ink.pressures
      ? joined(new Float32Array(ghost.pressures.length + added), ghost.pressures, ink.pressures, known)
      : null
  return { ...ghost, points, pressures, next: ghost.next + added + missed(ghost, window), doneAt }
}

const missed = (ghost: Ghost, window: LiveWindow): number => Math.max(0, window.first - ghost.next)

function joined<A extends Float64Array | Float32Array>(whole: A, head: A, tail: A, from: number): A {
  whole.set(head)
  whole.set(tail.subarray(from), head.length)
  return whole
}
