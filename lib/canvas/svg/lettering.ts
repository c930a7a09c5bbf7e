import { type Markup, tag, text } from './markup'

/** The first is embedded where that is wanted; the others stand on nearly every machine. */
export const FONT_STACK = "'Inter Variable', Inter, 'Helvetica Neue', 'Segoe UI', Arial, sans-serif"
export const MONOSPACE = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

export interface Lettering {
  /** Font size in px. */
  readonly size: number
  readonly weight?: number
  readonly italic?: boolean
  readonly monospace?: boolean
}

/** How wide a text of one line is, in px. */
export type Measure = (words: string, lettering: Lettering) => number

/** Widths of Inter's letters in em, by groups: near enough where nobody can measure. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ilj.,:;'|!]/, 0.27],
  [/[ftr()[\]{}\-/ ]/, 0.36],
  [/[mwMW@%—]/, 0.86],
  [/[A-Z&]/, 0.67],
  [/[\u1100-\uffef]/, 1],
]
const MIDDLING_WIDTH = 0.58

/** The width of a text by what letters are like, without any font at hand. */
export const estimatedWidth: Measure = (words, { size, weight = 400, monospace = false }) => {
  if (monospace) return 0.6 * size * Array.from(words).length
  let em = 0
  for (const letter of words) em += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? MIDDLING_WIDTH
  return em * size * (weight > 500 ? 1.05 : 1)
}

export interface Place {
  readonly x: number
  /** Of the baseline. */
  readonly y: number
  readonly color: string
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Stretches or squeezes the letters to this width, whatever font they are drawn in. */
  readonly width?: number
}

/** Words on one line. */
export function drawnWords(words: string, lettering: Lettering, place: Place): Markup {
  const { size, weight, italic, monospace } = lettering
  const { x, y, color, anchor = 'start', width } = place
  return tag(
    'text',
    {
      x,
      y,
      fill: color,
      'font-size': size,
      'font-weight': weight,
      'font-style': italic ? 'italic' : null,
      'font-family': monospace ? MONOSPACE : null,
      'text-anchor': anchor === 'start' ? null : anchor,
      textLength: width,
      lengthAdjust: width === undefined ? null : 'spacingAndGlyphs',
      'xml:space': /^\s|\s$|\s\s/.test(words) ? 'preserve' : null,
    },
    text(words),
  )
}
