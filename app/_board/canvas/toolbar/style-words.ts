/** The styles of the board, as they are called and drawn on buttons. */
export const COLOR_WORDS = {
  ink: 'Ink',
  grey: 'Grey',
  red: 'Red',
  orange: 'Orange',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  violet: 'Violet',
} as const
export const SIZE_WORDS = { s: 'Small', m: 'Medium', l: 'Large', xl: 'Extra large' } as const
export const FILL_WORDS = { none: 'Empty', tint: 'Tinted' } as const
export const HEADS_WORDS = {
  none: 'No heads',
  start: 'Head at the start',
  end: 'Head at the end',
  both: 'Heads at both ends',
} as const
export const HEADS_SIGNS = { none: '—', start: '←', end: '→', both: '↔' } as const
