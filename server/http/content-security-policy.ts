/** What a page's policy depends on. */
export interface PolicySettings {
  /** Fresh for each answer: scripts and styles in the page that do not bear it do not run. */
  readonly nonce: string
  /** Host and port of this server, as the client sees them; null when it named none. */
  readonly host: string | null
  readonly mayBeEmbedded: boolean
  /** Next's development mode evaluates modules from texts and puts styles into the page. */
  readonly dev: boolean
}

/** The Content-Security-Policy of a page. KaTeX sets sizes by style attributes; they cannot load or run anything. */
export function pagePolicy({ nonce, host, mayBeEmbedded, dev }: PolicySettings): string {
  const sockets = host === null ? [] : [`ws://${host}`, `wss://${host}`]
  return policy({
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(dev ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", dev ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    ...(mayBeEmbedded ? {} : { 'frame-ancestors': ["'none'"] }),
    'connect-src': ["'self'", ...sockets],
  })
}

/** The policy of what is no page: scripts, styles, JSON. Only a worker made of a script heeds it. */
export const ASSET_POLICY = policy({
  'default-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
})

/** The policy of what people put on boards: whatever it is, nothing in it runs and nothing is fetched for it. */
export const CONTENT_POLICY = policy({
  'default-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  sandbox: [],
})

function policy(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}
