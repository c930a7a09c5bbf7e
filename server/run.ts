import { type Config, ConfigError, readConfig } from './config'
import { createLog } from './log'
import type { Pages } from './pages'
import { PrometheusMetrics } from './prometheus'
import { type RunningServer, startServer } from './server'
import { openStorage } from './storage/open'
import { StorageUnavailable } from './storage/storage'

/** A server that has not ended by then is ended, in ms. */
const PATIENCE = 4_500

const log = createLog(line => process.stderr.write(line))

/**
 * The life of the server process: reads the configuration, opens what is needed, says that it is ready, and stops on
 * SIGTERM or SIGINT. What keeps it from starting is told in a sentence, with exit code 1.
 */
export async function run(openPages: (config: Config) => Promise<Pages>): Promise<void> {
  try {
    const config = readConfig(process.env, process.argv.slice(2))
    const environment = { NODE_ENV: config.dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' }
    Object.assign(process.env, environment) // Next reads it when it is loaded
    const storage = await openStorage(config, log)
    const metrics = new PrometheusMetrics()
    metrics.watchProcess()
    const server = await startServer(config, storage, await openPages(config), log, metrics)
    stopOnSignals(server)
    process.stdout.write(`Chainboard is ready on http://${config.host ?? 'localhost'}:${server.port}\n`)
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`)
    process.exit(1)
  }
}

function stopOnSignals(server: RunningServer): void {
  const stop = () => {
    setTimeout(() => {
      log.error('the server was ended before it was done: not everything was saved')
      process.exit(1)
    }, PATIENCE).unref()
    server.close().then(
      () => process.exit(0),
      error => {
        log.error('the server did not stop cleanly', { error })
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Why the server does not start: a sentence for what its owner can change, else the error with its stack. */
function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StorageUnavailable) return error.message
  if (!(error instanceof Error)) return String(error)
  const port = process.env.PORT || 3000
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program, or set PORT to a free one.`
  if (code === 'EACCES') return `Chainboard may not listen on port ${port}. Set PORT to 1024 or more.`
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${process.env.HOST}. Set HOST to one of its own.`
  return error.stack ?? error.message
}
