/** Why a command did nothing, in words for the reader; null when it is done. */
export type Refusal = string | null

export const NOT_ARRIVED = 'The board has not arrived yet.'
export const GONE = 'It is not on the board any more.'
export const LOCKED = 'It is locked. Unlock it first.'
export const FULL = 'The board is full: it holds 20,000 annotations.'
export const TAKEN = 'It is on the board already.'
export const NOT_SO = 'That is not possible.'
