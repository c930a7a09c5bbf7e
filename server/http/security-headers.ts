import type { ServerResponse } from 'node:http'

/** Sets what holds for every answer, and what only holds for boards and for the API. */
export function setSecurityHeaders(response: ServerResponse, path: string): void {
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  const mayBeEmbedded = path.startsWith('/embed/')
  const frames = mayBeEmbedded ? '' : "; frame-ancestors 'none'"
  response.setHeader(
    'Content-Security-Policy',
    `object-src 'none'; base-uri 'none'; form-action 'self'${frames}`,
  )
  if (!mayBeEmbedded) response.setHeader('X-Frame-Options', 'DENY')
  if (path.startsWith('/b/') || path.startsWith('/api/')) {
    response.setHeader('X-Robots-Tag', 'noindex')
    response.setHeader('Cache-Control', 'private, no-store')
  }
}
