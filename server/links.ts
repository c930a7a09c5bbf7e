import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { deriveSecret, linkPath, ROLES, type Role, SECRET } from '@/lib/protocol'
import type { StoredLink, StoredLinks } from './storage/storage'

export type Rotations = Readonly<Record<Role, number>>

export const newBoardId = (): string => randomBytes(16).toString('base64url')
export const newOwnerSecret = (): string => randomBytes(32).toString('base64url')

/** The role that `secret` gives on a board with these links, or null. */
export function roleOf(secret: string, links: StoredLinks): Role | null {
  if (!SECRET.test(secret)) return null
  const hash = Buffer.from(hashSecret(secret), 'hex')
  return ROLES.find(role => timingSafeEqual(hash, Buffer.from(links[role].secretHash, 'hex'))) ?? null
}

/** What is stored of the links that an owner's secret gives at these rotations. */
export function linksToStore(ownerSecret: string, rotations: Rotations): StoredLinks {
  return forEachRole((role): StoredLink => {
    const rotation = rotations[role]
    return { rotation, secretHash: hashSecret(deriveSecret(ownerSecret, role, rotation)) }
  })
}

/** The links themselves, as people send them around. */
export function linksToShow(
  origin: string,
  boardId: string,
  ownerSecret: string,
  rotations: Rotations,
): Record<Role, string> {
  return forEachRole(role => origin + linkPath(boardId, deriveSecret(ownerSecret, role, rotations[role])))
}

export const rotationsOf = (links: StoredLinks): Rotations => forEachRole(role => links[role].rotation)

/** A record with a value for each role. */
export function forEachRole<Value>(value: (role: Role) => Value): Record<Role, Value> {
  return {
    owner: value('owner'),
    editor: value('editor'),
    annotator: value('annotator'),
    viewer: value('viewer'),
  }
}

const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
