import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Where the pages read the nonce of their answer. */
const NONCE_HEADER = 'x-nonce'
/** Where Next reads it for its own scripts: in the policy that the request seems to bring. */
const POLICY_HEADER = 'content-security-policy'

/** A nonce for one answer: 24 characters that mean nothing in HTML, JSON or a policy. */
export const newNonce = (): string => randomBytes(18).toString('base64url')

/** Tells the pages the nonce of their answer by the request's own headers. What a client sent there goes. */
export function tellNonce({ headers }: IncomingMessage, nonce: string): void {
  headers[NONCE_HEADER] = nonce
  headers[POLICY_HEADER] = `script-src 'nonce-${nonce}'`
  delete headers[`${POLICY_HEADER}-report-only`]
}

/** The nonce that was told. */
export function toldNonce({ headers }: IncomingMessage): string {
  const nonce = headers[NONCE_HEADER]
  if (typeof nonce === 'string') return nonce
  throw new Error('A page was asked for without a nonce')
}
