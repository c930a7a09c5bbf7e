import { drawWith } from '../pen/draw'

/** Broad bands that shine through from below what they mark. */
export const highlighter = drawWith('highlighter')
