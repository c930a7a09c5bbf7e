import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config'
import { ownOrigin } from '../origin'
import { ASSET_POLICY, CONTENT_POLICY, pagePolicy } from './content-security-policy'
import { newNonce, tellNonce } from './page-nonce'
import { routeClass } from './route-class'

type Settings = Pick<Config, 'trustProxy' | 'allowedOrigins' | 'dev'>

/** A year, as browsers want it of those who mean it. */
const HTTPS_ONLY = 'max-age=31536000'
/** What no page of ours asks for. */
const NOT_ASKED_FOR = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
/** A host and port that may stand in a policy, which has a meaning for `;`. */
const PLAIN_HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/

/** Sets the headers that keep an answer safe, and tells the pages its nonce by the request's own headers. */
export function secure(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  settings: Settings,
): void {
  const route = routeClass(path)
  const isPage = route === 'page' || route === 'board'
  const mayBeEmbedded = path.startsWith('/embed/')
  const origin = ownOrigin(request, settings)
  const nonce = newNonce()
  const pageFor = { nonce, host: plainHost(origin), mayBeEmbedded, dev: settings.dev }
  const policy = isPage ? pagePolicy(pageFor) : route === 'api' ? CONTENT_POLICY : ASSET_POLICY
  tellNonce(request, nonce)

  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', NOT_ASKED_FOR.map(name => `${name}=()`).join(', '))
  if (!mayBeEmbedded) response.setHeader('X-Frame-Options', 'DENY')
  if (origin?.startsWith('https:')) response.setHeader('Strict-Transport-Security', HTTPS_ONLY)
  if (route === 'board' || route === 'api') {
    response.setHeader('X-Robots-Tag', 'noindex')
    response.setHeader('Cache-Control', 'private, no-store')
  }
}

function plainHost(origin: string | null): string | null {
  const host = origin === null ? '' : new URL(origin).host
  return PLAIN_HOST.test(host) ? host : null
}
