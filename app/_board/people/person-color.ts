import type { CSSProperties } from 'react'

/** Twelve hues dark enough for white text (4.5:1) and apart from the two accents of the passes. */
const PALETTE = [
  '#6f42c1',
  '#0b7285',
  '#a61e4d',
  '#2b6e2f',
  '#8a5a00',
  '#3b5bdb',
  '#9c36b5',
  '#087f5b',
  '#c2255c',
  '#495057',
  '#5c7c0a',
  '#7048e8',
]

/** The colours of a participant, as custom properties for a style sheet to use. */
export function personColor(index: number): CSSProperties {
  return { '--person': PALETTE[index % PALETTE.length], '--on-person': '#ffffff' } as CSSProperties
}
