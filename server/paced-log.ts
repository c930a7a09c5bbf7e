import type { Log } from './log'

/** A cause is told of once in this time, in ms. */
const PACE = 1_000

type Fields = Parameters<Log['info']>[1]

/**
 * A log in which each cause has at most one line a second, however often somebody brings it about; its next line says
 * how many were left out. A cause is the event with its `code`, both of them words of ours: never what a client sent.
 *
 * @param now - the time in ms
 */
export function pacedLog(log: Log, now: () => number): Log {
  const causes = new Map<string, { toldAt: number; leftOut: number }>()

  const pace = (level: keyof Log) => (event: string, fields: Fields) => {
    const cause = `${event} ${String(fields?.code ?? '')}`
    const known = causes.get(cause)
    const at = now()
    if (known !== undefined && at - known.toldAt < PACE) {
      known.leftOut++
      return
    }
    causes.set(cause, { toldAt: at, leftOut: 0 })
    log[level](
      event,
      known !== undefined && known.leftOut > 0 ? { ...fields, leftOut: known.leftOut } : fields,
    )
  }

  return { info: pace('info'), warn: pace('warn'), error: pace('error') }
}
