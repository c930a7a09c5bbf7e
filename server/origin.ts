import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Config } from './config'

type Settings = Pick<Config, 'trustProxy' | 'allowedOrigins'>

/** The address under which the client sees this server, for instance `https://example.org`; null without a sane Host. */
export function ownOrigin(request: IncomingMessage, { trustProxy }: Settings): string | null {
  const forwarded = trustProxy ? request.headers['x-forwarded-proto'] : undefined
  const protocol = forwarded === 'https' ? 'https' : 'http'
  const url = `${protocol}://${request.headers.host}`
  return URL.canParse(url) && new URL(url).pathname === '/' ? new URL(url).origin : null
}

/**
 * Whether a page may act on this server. Browsers always name a page's origin; programs that name none are
 * not led by somebody else's page. The protocol is left to the proxy, so only host and port have to agree.
 */
export function isOwnPage(request: IncomingMessage, settings: Settings): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (settings.allowedOrigins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** The client's address; behind a trusted proxy the one that the proxy saw. */
export function clientAddress(request: IncomingMessage, { trustProxy }: Pick<Config, 'trustProxy'>): string {
  const forwarded = trustProxy ? String(request.headers['x-forwarded-for'] ?? '') : ''
  return forwarded.split(',').at(-1)?.trim() || (request.socket.remoteAddress ?? 'unknown')
}

/**
 * The client's address as limits count it: of IPv6 the first 64 bits, because whoever has one such address has all that
 * begin so.
 */
export function addressGroup(request: IncomingMessage, settings: Pick<Config, 'trustProxy'>): string {
  const address = clientAddress(request, settings).replace(/^::ffff:(?=\d+\.)/, '')
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0].split('::')
  const first = head.split(':').filter(Boolean)
  const last = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array(Math.max(0, 8 - first.length - last.length)).fill('0')
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`
}
