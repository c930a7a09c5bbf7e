import { drawWith } from './draw'

/** Lines over everything; a pen that feels pressure draws with it. */
export const pen = drawWith('pen')
