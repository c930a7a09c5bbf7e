import type { Kysely, Transaction } from 'kysely'
import type { HeldClaim } from './append'
import type { Schema } from './schema'
import type { Authors, Claim } from './storage'

/** Fewer than any database takes as the parameters of one statement. */
const AT_ONCE = 1_000

/** Of several claims to one id the last one, and which of these hold and which let go. */
export function lastClaims(claims: readonly Claim[]): { held: HeldClaim[]; released: Claim[] } {
  const last = new Map(claims.map(claim => [`${claim.client} ${claim.boardId}`, claim]))
  const all = [...last.values()]
  return { held: all.filter(isHeld), released: all.filter(claim => !isHeld(claim)) }
}

const isHeld = (claim: Claim): claim is HeldClaim => claim.participant !== null

export async function releaseClaims(
  transaction: Transaction<Schema>,
  claims: readonly Claim[],
): Promise<void> {
  for (const boardId of new Set(claims.map(claim => claim.boardId))) {
    const ofBoard = claims.filter(claim => claim.boardId === boardId)
    await deleteClaims(
      transaction,
      boardId,
      ofBoard.map(({ client }) => client),
    )
  }
}

/** Deletes a board's claims to ids that have an author. */
export async function dropWrittenClaims(
  transaction: Transaction<Schema>,
  boardId: string,
  authors: Authors,
): Promise<void> {
  const claimed = await readClaims(transaction, boardId)
  await deleteClaims(
    transaction,
    boardId,
    [...claimed.keys()].filter(client => authors.has(client)),
  )
}

/** A board's claims, the oldest first. */
export async function readClaims(db: Kysely<Schema>, boardId: string): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('board_claim')
    .select(['client', 'participant'])
    .where('board_id', '=', boardId)
    .orderBy('at')
    .orderBy('client')
    .execute()
  return new Map(rows.map(({ client, participant }) => [client, participant]))
}

async function deleteClaims(
  transaction: Transaction<Schema>,
  boardId: string,
  clients: readonly number[],
): Promise<void> {
  for (let start = 0; start < clients.length; start += AT_ONCE) {
    await transaction
      .deleteFrom('board_claim')
      .where('board_id', '=', boardId)
      .where('client', 'in', clients.slice(start, start + AT_ONCE))
      .execute()
  }
}
