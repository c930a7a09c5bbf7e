type Fields = Readonly<Record<string, unknown>>

/** Where the server says what happens: one line of JSON an event, errors with their stacks, never a secret or a token. */
export interface Log {
  info(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

/** A log that writes its lines with `write`. */
export function createLog(write: (line: string) => void): Log {
  const line = (level: string, event: string, fields: Fields = {}) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }, withErrors)}\n`)
  return {
    info: (event, fields) => line('info', event, fields),
    error: (event, fields) => line('error', event, fields),
  }
}

const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error ? (value.stack ?? value.message) : value
