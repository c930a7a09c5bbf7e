import { type Logger, pino, stdTimeFunctions } from 'pino'

type Fields = Readonly<Record<string, unknown>>

/** Where the server says what happens: one line of JSON an event, errors with their stacks, never a secret or a token. */
export interface Log {
  /** Something that whoever runs the server may like to know. */
  info(event: string, fields?: Fields): void
  /** Somebody else's mistake or misdeed, from which the server is safe. */
  warn(event: string, fields?: Fields): void
  /** Something that the server should have been able to do. */
  error(event: string, fields?: Fields): void
}

const REMOVED = '[removed]'
/** Fields that are never written, at the top or one level down. */
const SECRET_FIELDS = ['secret', 'token', 'authorization', 'cookie', '"sec-websocket-protocol"']
/**
 * A link's secret has 43 letters of this alphabet; nothing that we mean to log has as many in a row. In JSON an escape
 * before it may end in such a letter.
 */
const SECRETS = /(\\(?:u[0-9a-f]{4}|.))?[A-Za-z0-9_-]{43,}/g
/** What follows the path of an address. */
const QUERIES = /[?#][^\s"'\\]*/g
/** JSON leaves these as they are; a terminal obeys some of them, and others turn the direction of a line. */
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A log that writes its lines with `write`. */
export function createLog(write: (line: string) => void): Log {
  const logger = pino(
    {
      base: null,
      messageKey: 'event',
      errorKey: 'error',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: level => ({ level }) },
      serializers: { error: stackOf, path: withoutQuery, url: withoutQuery },
      redact: { paths: SECRET_FIELDS.flatMap(inFields), censor: REMOVED },
    },
    { write: line => write(harmless(line)) },
  )
  return levelsOf(logger)
}

const levelsOf = (logger: Logger): Log => ({
  info: (event, fields) => logger.info(fields ?? {}, event),
  warn: (event, fields) => logger.warn(fields ?? {}, event),
  error: (event, fields) => logger.error(fields ?? {}, event),
})

/** The paths of a field in the notation of pino: `secret` and `*.secret`, `["a-b"]` and `*["a-b"]`. */
const inFields = (field: string): string[] =>
  field.startsWith('"') ? [`[${field}]`, `*[${field}]`] : [field, `*.${field}`]

const stackOf = (error: unknown): unknown => (error instanceof Error ? (error.stack ?? error.message) : error)

const withoutQuery = (path: unknown): unknown => (typeof path === 'string' ? path.replace(QUERIES, '') : path)

/** A line of JSON as it may stand in a file that people read in a terminal. */
function harmless(line: string): string {
  return line
    .replace(SECRETS, (_secret, before = '') => before + REMOVED)
    .replace(UNPRINTABLE, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
