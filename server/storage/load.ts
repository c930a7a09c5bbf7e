import { crc32 } from 'node:zlib'
import type { Kysely } from 'kysely'
import { readClaims } from './claim-rows'
import { readArchive } from './read-archive'
import type { Schema } from './schema'
import type { Authors, LoggedUpdate, Snapshot, StoredBoard } from './storage'

type SnapshotRow = Omit<Schema['board_snapshot'], 'board_id'>
type UpdateRow = Schema['board_update']

/** A board at one moment. Rejects when an update is missing, or the snapshot is damaged and the archive cannot stand in for it. */
export async function loadBoard(db: Kysely<Schema>, boardId: string): Promise<StoredBoard> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async moment => {
      const snapshot = await readSnapshot(moment, boardId)
      const rows = await moment
        .selectFrom('board_update')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('n', '>', snapshot?.n ?? 0)
        .orderBy('n')
        .execute()
      const claims = await readClaims(moment, boardId)
      return assemble(moment, boardId, snapshot, rows, claims, rows.at(-1)?.n)
    })
}

/** A board of whose pages the database cannot read all: what can be read of it, row by row. */
export async function salvageBoard(db: Kysely<Schema>, boardId: string): Promise<StoredBoard> {
  const snapshot = await readSnapshot(db, boardId)
  const { last } = await db
    .selectFrom('board_update')
    .select(({ fn }) => fn.max<number | null>('n').as('last'))
    .where('board_id', '=', boardId)
    .executeTakeFirstOrThrow()
  const rows: UpdateRow[] = []
  for (let n = (snapshot?.n ?? 0) + 1; n <= (last ?? 0); n++) {
    const row = await readRow(db, boardId, n).catch(() => undefined)
    if (row !== undefined) rows.push(row)
  }
  const claims = await readClaims(db, boardId).catch(() => new Map())
  return assemble(db, boardId, snapshot, rows, claims, last ?? undefined, 'with holes')
}

async function assemble(
  db: Kysely<Schema>,
  boardId: string,
  snapshot: SnapshotRow | undefined,
  rows: readonly UpdateRow[],
  claims: Authors,
  last: number | undefined,
  holes?: 'with holes',
): Promise<StoredBoard> {
  const base = snapshot?.n ?? 0
  if (snapshot === undefined && rows.length === 0) throw new Error(`Board ${boardId} has no log`)
  const updates = rows.filter(isWhole).map(toUpdate)
  const damaged = rows.filter(row => !isWhole(row)).map(({ n }) => n)
  if (rows.length < (last ?? base) - base) {
    const present = new Set(rows.map(({ n }) => n))
    for (let n = base + 1; n <= (last ?? base); n++) {
      if (present.has(n)) continue
      if (holes === undefined) throw new Error(`Update ${n} of board ${boardId} is missing in the log`)
      damaged.push(n)
    }
  }
  if (snapshot === undefined || isWhole(snapshot)) {
    return { snapshot: snapshot === undefined ? null : toSnapshot(snapshot), updates, claims, damaged }
  }
  const rebuilt = await rebuild(db, boardId, snapshot)
  return { snapshot: rebuilt.snapshot, updates: [...rebuilt.updates, ...updates], claims, damaged }
}

/** What stands in for a snapshot that is damaged, from the archive. Of a long history that begins with an older snapshot. */
async function rebuild(
  db: Kysely<Schema>,
  boardId: string,
  { n, authors }: SnapshotRow,
): Promise<Pick<StoredBoard, 'snapshot' | 'updates'>> {
  const archived = await readArchive(db, boardId, n)
  if (archived === null) throw new Error(`The snapshot of board ${boardId} is damaged`)
  const { start, updates } = archived
  return { snapshot: start && toSnapshot({ ...start, authors }), updates }
}

function readSnapshot(db: Kysely<Schema>, boardId: string): Promise<SnapshotRow | undefined> {
  return db
    .selectFrom('board_snapshot')
    .select(['n', 'bytes', 'authors', 'crc'])
    .where('board_id', '=', boardId)
    .executeTakeFirst()
}

function readRow(db: Kysely<Schema>, boardId: string, n: number): Promise<UpdateRow | undefined> {
  return db
    .selectFrom('board_update')
    .selectAll()
    .where('board_id', '=', boardId)
    .where('n', '=', n)
    .executeTakeFirst()
}

const isWhole = ({ bytes, crc }: { bytes: Uint8Array; crc: number | null }): boolean =>
  crc === null || crc32(bytes) === crc

const toSnapshot = ({ n, bytes, authors }: Omit<SnapshotRow, 'crc'>): Snapshot => {
  return { n, bytes, authors: new Map(JSON.parse(authors)) }
}

const toUpdate = ({ board_id, n, participant, at, bytes }: UpdateRow): LoggedUpdate => {
  return { boardId: board_id, n, participant, at, bytes }
}
