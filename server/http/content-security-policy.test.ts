import { describe, expect, it } from 'vitest'
import { pagePolicy } from './content-security-policy'

const settings = { nonce: 'n0nce', host: 'board.example:3000', mayBeEmbedded: false, dev: false }

/** The policy, by directive. */
const read = (policy: string) =>
  Object.fromEntries(policy.split('; ').map(directive => [directive.split(' ')[0], directive]))

describe('the policy of a page', () => {
  it('runs only scripts with the nonce and what they load, and evaluates no texts', () => {
    const { 'script-src': scripts, 'style-src': styles } = read(pagePolicy(settings))
    expect(scripts).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'")
    expect(styles).toBe("style-src 'self' 'nonce-n0nce'")
  })

  it('lets formulas set sizes by attributes, and nothing be framed, based or embedded', () => {
    expect(read(pagePolicy(settings))).toMatchObject({
      'style-src-attr': "style-src-attr 'unsafe-inline'",
      'object-src': "object-src 'none'",
      'base-uri': "base-uri 'none'",
      'form-action': "form-action 'self'",
      'frame-ancestors': "frame-ancestors 'none'",
    })
  })

  it('connects to its own host, by WebSocket too', () => {
    expect(read(pagePolicy(settings))['connect-src']).toBe(
      "connect-src 'self' ws://board.example:3000 wss://board.example:3000",
    )
    expect(read(pagePolicy({ ...settings, host: null }))['connect-src']).toBe("connect-src 'self'")
  })

  it('lets the page be framed where it is made for that', () => {
    expect(read(pagePolicy({ ...settings, mayBeEmbedded: true }))['frame-ancestors']).toBeUndefined()
  })

  it('evaluates texts in development alone', () => {
    expect(read(pagePolicy({ ...settings, dev: true }))['script-src']).toContain("'unsafe-eval'")
    expect(pagePolicy(settings)).not.toContain('unsafe-eval')
  })
})
