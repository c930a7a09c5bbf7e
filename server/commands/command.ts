import { ConfigError, readConfig } from '../config'
import { StorageUnavailable } from '../storage/storage'

/**
 * Runs a command on the data directory and one file, `npm run <name> -- <file>`, and prints the sentence that it answers. What
 * keeps it from that is told in a sentence, with exit code 1.
 */
export function runOnFile(name: string, body: (dataDir: string, file: string) => string): void {
  const [file, ...others] = process.argv.slice(2)
  if (file === undefined || others.length > 0) {
    process.stderr.write(`Usage: npm run ${name} -- <file>\n`)
    process.exit(2)
  }
  try {
    const { dataDir, databaseUrl } = readConfig(process.env, [])
    if (databaseUrl !== null)
      throw new StorageUnavailable(
        'The boards are in PostgreSQL (DATABASE_URL): use pg_dump and pg_restore for them.',
      )
    process.stdout.write(`${body(dataDir, file)}\n`)
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StorageUnavailable)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
