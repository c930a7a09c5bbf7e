import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Role } from './roles'

/** A board's id: 128 random bits as base64url. */
export const BOARD_ID = /^[A-Za-z0-9_-]{22}$/

/** A link's secret: 32 bytes as base64url. */
export const SECRET = /^[A-Za-z0-9_-]{43}$/

/** How many different characters a secret has at least that was made at random: 43 of 64 have 31, hardly ever fewer than 20. */
const LEAST_VARIETY = 16

/** Whether this can be the secret of a new owner's link: a random one. What a person or a mistake makes up is not. */
export const isStrongSecret = (secret: string): boolean =>
  SECRET.test(secret) && new Set(secret).size >= LEAST_VARIETY

/** The random token by which a browser is the same participant after a reload. It never leaves the handshake. */
export const TOKEN = /^[A-Za-z0-9_-]{16,64}$/

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Bytes as base64url without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += ALPHABET[(held >> bits) & 63]
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) text += ALPHABET[(held << (6 - bits)) & 63]
  return text
}

/**
 * The secret of a role's link: the owner's own for the owner, else the HMAC-SHA256 of role and rotation under it.
 * Whoever knows the owner's secret can therefore show every link, and nobody can go the other way. Works in pages
 * served over plain HTTP too, where browsers have no `crypto.subtle`.
 */
export function deriveSecret(ownerSecret: string, role: Role, rotation: number): string {
  if (role === 'owner') return ownerSecret
  const message = utf8ToBytes(`chainboard:${role}:${rotation}`)
  return base64url(hmac(sha256, utf8ToBytes(ownerSecret), message))
}

/** The path of a board's link. The secret is in the fragment, which browsers never send to a server. */
export const linkPath = (boardId: string, secret: string): string => `/b/${boardId}#${secret}`

/** A name for what a browser keeps of a board as one link shows it: the secret does not follow from it. */
export const linkTag = (secret: string): string =>
  base64url(sha256(utf8ToBytes(`link:${secret}`))).slice(0, 16)

/** A participant's public id on one board: 16 characters, from which neither the token nor another board's id follows. */
export function participantId(token: string, boardId: string): string {
  return base64url(sha256(utf8ToBytes(`${boardId}:${token}`))).slice(0, 16)
}
