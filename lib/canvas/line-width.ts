import { type BrushSize, brushStyle } from './brush'

/** How wide the lines of shapes and arrows are, in world px: as a pen of the same size draws, so that they look of one hand. */
export const lineWidth = (size: BrushSize): number => brushStyle('pen', size).width
