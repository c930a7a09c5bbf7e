/** How long a Run takes on the screen, however many steps it has. */
export const RUN_MS = 2000
/** Between two writes of a Run to the document: at most 20 a second. */
export const WRITE_MS = 50
/** At most this share of a Run is taken at once, so that a slow machine takes longer instead of standing still. */
const LARGEST_SHARE = 1 / 20

interface Pace {
  /** The steps of the whole Run, and those taken so far. */
  readonly total: number
  readonly done: number
  /** Milliseconds since the Run began and since it last wrote to the document. */
  readonly elapsed: number
  readonly sinceWrite: number
  /** The steps that are computed, or can be in a moment: no more are taken at once. */
  readonly most: number
}

/** How many steps a Run takes now: 0 while it is too early. */
export function stepsDue({ total, done, elapsed, sinceWrite, most }: Pace): number {
  if (sinceWrite < WRITE_MS) return 0
  const share = Math.max(0, Math.min(1, elapsed / RUN_MS))
  const behind = Math.max(0, Math.floor(total * share) - done)
  return Math.min(behind, Math.ceil(total * LARGEST_SHARE), most)
}
