import { resolve } from 'node:path'
import { LIMITS, type LimitName, type Limits } from '@/lib/protocol'

/** How one server runs. */
export interface Config {
  readonly port: number
  /** The address to listen on; undefined: all of them. */
  readonly host: string | undefined
  readonly dataDir: string
  /** The PostgreSQL database that holds the boards; null: SQLite in the data directory. */
  readonly databaseUrl: string | null
  readonly dev: boolean
  /** Whether a proxy in front is believed about the client's address and protocol. */
  readonly trustProxy: boolean
  /** Origins besides the server's own whose pages may connect, for instance `https://example.org`. */
  readonly allowedOrigins: readonly string[]
  /** What whoever reads the metrics must show; undefined: only this machine reads them. */
  readonly metricsToken: string | undefined
  readonly limits: Limits
}

/** A setting that cannot be used, in words for whoever starts the server. */
export class ConfigError extends Error {}

/** Reads the environment and the command line. Throws `ConfigError` at the first value that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  return {
    port: readNumber(env, 'PORT', 3000, 0, 65_535),
    host: env.HOST || undefined,
    dataDir: resolve(env.DATA_DIR || './data'),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    dev: argv.includes('--dev'),
    trustProxy: readSwitch(env, 'TRUST_PROXY'),
    allowedOrigins: (env.ALLOWED_ORIGINS ?? '').split(',').flatMap(readOrigin),
    metricsToken: readToken(env, 'METRICS_TOKEN'),
    limits: readLimits(env),
  }
}

/** The limits with what the environment changes. */
export function readLimits(env: NodeJS.ProcessEnv): Limits {
  const limits: Partial<Record<LimitName, number>> = {}
  const names = Object.keys(LIMITS) as LimitName[] // the keys of a constant
  for (const name of names) {
    const { variable, value } = LIMITS[name]
    limits[name] = readNumber(env, variable, value, 1, Number.MAX_SAFE_INTEGER)
  }
  return limits as Limits // the loop went over every name
}

function readNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new ConfigError(`${name} is "${text}"; it must be a whole number from ${least} to ${most}.`)
}

/** The value is not repeated: there may be a password in it. */
function readDatabaseUrl(url: string | undefined): string | null {
  if (url === undefined || url === '') return null
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url
  throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/database.')
}

function readToken(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const token = env[name]
  if (token === undefined || token === '') return undefined
  if (/^[\x21-\x7e]{16,}$/.test(token)) return token
  // The value itself stays out of the sentence, which may end in a log.
  throw new ConfigError(`${name} must have at least 16 characters, none of them a space.`)
}

function readSwitch(env: NodeJS.ProcessEnv, name: string): boolean {
  const text = env[name] ?? ''
  if (['', '0', 'false'].includes(text)) return false
  if (['1', 'true'].includes(text)) return true
  throw new ConfigError(`${name} is "${text}"; it must be 1 or 0.`)
}

function readOrigin(text: string): string[] {
  const origin = text.trim()
  if (origin === '') return []
  if (URL.canParse(origin) && new URL(origin).origin === origin) return [origin]
  throw new ConfigError(`ALLOWED_ORIGINS has "${origin}"; an origin looks like https://example.org.`)
}
