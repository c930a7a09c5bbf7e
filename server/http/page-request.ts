import type { IncomingMessage } from 'node:http'

/** Pages are read. Whoever may change something asks the API. */
export const PAGE_METHODS = ['GET', 'HEAD']

/** Headers by which Next's parts talk to each other, or run functions of the server: nothing that comes from outside. */
const INTERNAL = /^(?:x-middleware-|x-nextjs-|x-next-|x-now-|x-matched-path|next-action|next-resume)/

/** Takes from a request what only Next itself should say to Next. */
export function removeInternalHeaders({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name]
}

/** Whether whoever asks unpacks gzip. */
export const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  /\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(String(headers['accept-encoding'] ?? ''))
