/** Close codes of the sync endpoint. 4400–4499 are final: a y-websocket client stops reconnecting. */
export const CLOSE = {
  malformed: 4400,
  unauthorised: 4401,
  revoked: 4403,
  noSuchBoard: 4404,
  tooLarge: 4413,
  tooFast: 4429,
  restart: 1012,
  overloaded: 1013,
  tryAgain: 4500,
} as const

/** Whether a client must not reconnect after this close code. */
export const isFinal = (code: number): boolean => code >= 4400 && code < 4500

/** Message types on the wire: y-protocols below 100, our own from 100 (only to clients with a participant token). */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 100, notice: 101 } as const

/** The subprotocol that a client offers first and that the server answers with. */
export const SUBPROTOCOL = 'chainboard'
