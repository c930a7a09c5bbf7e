/** How wide the lines of shapes and arrows are, by their size, in world px. */
export const LINE_WIDTHS = { s: 1.5, m: 2.5, l: 4, xl: 7 } as const
