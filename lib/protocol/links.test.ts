import { createHash, createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64url, deriveSecret, isStrongSecret, linkPath, participantId, SECRET } from './links'

const OWNER = 'ab_-ab_-ab_-ab_-ab_-ab_-ab_-ab_-ab_-ab_-xyz'

describe('secrets', () => {
  it('are the owner’s own for the owner, and an HMAC under it for everybody else', () => {
    expect(deriveSecret(OWNER, 'owner', 3)).toBe(OWNER)
    const expected = createHmac('sha256', OWNER).update('chainboard:editor:3').digest('base64url')
    expect(deriveSecret(OWNER, 'editor', 3)).toBe(expected)
    expect(expected).toMatch(SECRET)
  })

  it('differ by role and by rotation', () => {
    const secrets = [
      deriveSecret(OWNER, 'editor', 0),
      deriveSecret(OWNER, 'editor', 1),
      deriveSecret(OWNER, 'annotator', 0),
      deriveSecret(OWNER, 'viewer', 0),
    ]
    expect(new Set(secrets).size).toBe(4)
  })

  it('stand in the fragment of a link', () => {
    expect(linkPath('board', OWNER)).toBe(`/b/board#${OWNER}`)
  })
})

describe('a new owner’s secret', () => {
  it('is 32 random bytes', () => {
    for (let i = 0; i < 1_000; i++) expect(isStrongSecret(randomBytes(32).toString('base64url'))).toBe(true)
  })

  it.each(['', 'a'.repeat(43), 'password'.repeat(6).slice(0, 43), 'abc', `${OWNER}x`, OWNER, '!'.repeat(43)])(
    'is not "%s"',
    secret => expect(isStrongSecret(secret)).toBe(false),
  )
})

describe('a participant’s public id', () => {
  it('is the beginning of a hash over board and token, another one on every board', () => {
    const hash = createHash('sha256').update('board:token').digest('base64url')
    expect(participantId('token', 'board')).toBe(hash.slice(0, 16))
    expect(participantId('token', 'other')).not.toBe(hash.slice(0, 16))
  })
})

describe('base64url', () => {
  it('agrees with Node for every length', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = randomBytes(length)
      expect(base64url(bytes)).toBe(bytes.toString('base64url'))
    }
  })
})
