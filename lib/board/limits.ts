/** What a board may hold. Readers clamp to these, commands refuse beyond them. */
export const MAX_LAYERS = 64
export const MAX_SAMPLES = 100
export const MAX_STEPS = 1_000_000
/** The largest number that shuffling can start from. */
export const MAX_SEED = 0xffffffff
/** In characters as people count them (code points). */
export const MAX_TITLE = 120
