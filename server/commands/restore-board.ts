import { existsSync } from 'node:fs'
import { type Config, ConfigError, readConfig } from '../config'
import { createLog } from '../log'
import { databaseIn } from '../storage/data-directory'
import { openStorage } from '../storage/open'
import { BoardRestoration } from './board-restoration'

const USAGE = `Usage: npm run restore-board -- <board id>                    says who changed it when
       npm run restore-board -- <board id> --before <time>    as it was before a time, such as 2026-11-25T12:00:00Z
       npm run restore-board -- <board id> --before-change <n>  as it was before a change of that list
`

await main(process.argv.slice(2))

/** The id comes first, and may begin with a dash as an option does. */
async function main([boardId, option, value, ...others]: readonly string[]): Promise<void> {
  const isKnown = option === undefined || (isOption(option) && value !== undefined)
  if (boardId === undefined || isOption(boardId) || !isKnown || others.length > 0) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  try {
    const config = readConfig(process.env, [])
    refuseWithoutDatabase(config)
    const storage = await openStorage(config, createLog(writeError))
    try {
      const restoration = await BoardRestoration.of(storage, boardId)
      const answer =
        option === undefined ? restoration.describe() : await restoration.restore(option, value ?? '')
      process.stdout.write(`${answer}\n`)
    } finally {
      await storage.close()
    }
  } catch (error) {
    process.stderr.write(`${inALine(error)}\n`)
    process.exitCode = 1
  }
}

/** Opening a data directory makes it: a mistyped one would be made, and told to have no such board. */
function refuseWithoutDatabase({ databaseUrl, dataDir }: Config): void {
  if (databaseUrl === null && !existsSync(databaseIn(dataDir)))
    throw new ConfigError(`There is no database in ${dataDir}. Set DATA_DIR to the directory of the boards.`)
}

/** Whatever keeps an operator from it, be it the data's damage, is theirs to read: in words, without where in our code it was met. */
function inALine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')
}

function isOption(option: string): option is '--before' | '--before-change' {
  return option === '--before' || option === '--before-change'
}

function writeError(line: string): void {
  process.stderr.write(line)
}
