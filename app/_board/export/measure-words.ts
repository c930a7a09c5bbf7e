import { FONT_STACK, type Lettering, type Measure, MONOSPACE } from '@/lib/canvas'

let context: CanvasRenderingContext2D | null = null
const MOST_REMEMBERED = 20_000
const widths = new Map<string, number>()

/** How wide words are in the fonts of this page, in px. The fonts have to be loaded (`document.fonts.ready`). */
export const measureWords: Measure = (words, lettering) => {
  const font = fontOf(lettering)
  const key = `${font}|${words}`
  const known = widths.get(key)
  if (known !== undefined) return known
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return words.length * lettering.size * 0.58
  context.font = font
  const { width } = context.measureText(words)
  if (widths.size >= MOST_REMEMBERED) widths.clear()
  widths.set(key, width)
  return width
}

const fontOf = ({ size, weight = 400, italic = false, monospace = false }: Lettering): string =>
  `${italic ? 'italic ' : ''}${weight} ${size}px ${monospace ? MONOSPACE : FONT_STACK}`
