import { readLimits } from '../config'
import { openSqlite } from '../storage/sqlite'
import { compactBoard } from '../sync/compaction'
import { Room } from '../sync/room'
import { readStoredDocument } from '../sync/stored-document'

// A process that compacts one board, as a server does, and says how far it is: for tests that kill it.
const [directory = '', boardId = ''] = process.argv.slice(2)
const storage = await openSqlite(directory)
const stored = readStoredDocument(await storage.loadBoard(boardId))
process.stdout.write('compacting\n')
await compactBoard(storage, new Room(boardId, stored, readLimits({ NODE_ENV: 'test' }), () => {}))
process.stdout.write('compacted\n')
await storage.close()
