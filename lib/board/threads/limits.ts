/** What readers show of the comments of a board. A server may allow fewer of them, not more. */
export const MAX_THREADS = 5_000
export const MAX_MESSAGES = 1_000
/** In UTF-16 units. */
export const MAX_MESSAGE = 10_000
/** People whom one message mentions. */
export const MAX_MENTIONS = 20
