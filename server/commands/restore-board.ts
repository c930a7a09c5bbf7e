import { ConfigError, readConfig } from '../config'
import { createLog } from '../log'
import { openStorage } from '../storage/open'
import { StorageUnavailable } from '../storage/storage'
import { BoardRestoration, NotRestorable } from './board-restoration'

const USAGE = `Usage: npm run restore-board -- <board id>                    says who changed it when
       npm run restore-board -- <board id> --before <time>    as it was before a time, such as 2026-11-25T12:00:00Z
       npm run restore-board -- <board id> --before-change <n>  as it was before a change of that list
`

await main(process.argv.slice(2))

async function main([boardId, option, value, ...others]: readonly string[]): Promise<void> {
  const isKnown = option === undefined || (isOption(option) && value !== undefined)
  if (boardId === undefined || boardId.startsWith('-') || !isKnown || others.length > 0) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  try {
    const storage = await openStorage(readConfig(process.env, []), createLog(writeError))
    try {
      const restoration = await BoardRestoration.of(storage, boardId)
      const answer =
        option === undefined ? restoration.describe() : await restoration.restore(option, value ?? '')
      process.stdout.write(`${answer}\n`)
    } finally {
      await storage.close()
    }
  } catch (error) {
    const isExpected = [ConfigError, StorageUnavailable, NotRestorable].some(kind => error instanceof kind)
    if (!isExpected || !(error instanceof Error)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

function isOption(option: string): option is '--before' | '--before-change' {
  return option === '--before' || option === '--before-change'
}

function writeError(line: string): void {
  process.stderr.write(line)
}
