import { count } from './count'
import type { LongRun } from './use-long-run'

type Extent = Pick<LongRun, 'done' | 'total' | 'isStopped'>

/** How far a long run is computed, and why nothing can be changed meanwhile. */
export function longRunWords({ done, total, isStopped }: Extent, isEditor: boolean): string {
  const extent = `step ${count(done)} of ${count(total)}`
  if (!isStopped) return `Computing: ${extent}. ${isEditor ? 'Edits wait for the last step.' : ''}`.trimEnd()
  return `Computed to ${extent}. ${isEditor ? 'To edit, continue, or scrub back to a step that is computed.' : ''}`.trimEnd()
}

/** The same for a screen reader, which is told of every quarter and not of every tick. */
export function longRunSpoken({ done, total, isStopped }: Extent): string {
  if (isStopped) return `Stopped computing at step ${count(done)} of ${count(total)}.`
  const quarters = Math.floor((4 * done) / total)
  return `Computing ${count(total)} steps${quarters === 0 ? '' : `: ${25 * quarters} percent`}.`
}
