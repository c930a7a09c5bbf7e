import type { Size, WrittenElement } from '@/lib/board'
import { type Box, boxAt } from '../box'
import { FORMULA_SCALE } from './draw-chain'
import { drawnFormula, type Typeset } from './formula'
import { drawnWords, type Measure, MONOSPACE } from './lettering'
import { type Markup, tag } from './markup'
import type { Palette } from './palette'
import {
  drawnLines,
  formulasInText,
  layoutText,
  sizeOfLines,
  type TextLine,
  type TextStyle,
} from './text-runs'

/** The letters of texts and formulas, and of notes, in px: as `app/_board/canvas/words/Word.module.css` has them. */
const LETTERS: Readonly<Record<Size, number>> = { s: 16, m: 20, l: 28, xl: 40 }
const NOTE_LETTERS: Readonly<Record<Size, number>> = { s: 14, m: 17, l: 22, xl: 30 }
const LINE_HEIGHT = 1.4
const TEXT_PADDING = 4
const NOTE_PADDING = { x: 16, y: 14 } as const
const LEAST_NOTE_HEIGHT = 120
/** The width of a text that grows with its words is left alone. */
const WHOLE = null

export interface WordPens {
  readonly palette: Palette
  readonly typeset: Typeset
  readonly measure: Measure
  /** How large something came out on the screen, in world px. */
  readonly sizeOf: (id: string) => { readonly width: number; readonly height: number } | undefined
}

/** Words, a note or a formula, laid out and ready to be drawn anywhere. */
export interface LaidOut {
  readonly width: number
  readonly height: number
  draw(x: number, y: number): Markup
}

/** The formulas in something written. */
export function formulasOf(element: WrittenElement): readonly { latex: string; display: boolean }[] {
  if (element.kind === 'math')
    return element.text.trim() === '' ? [] : [{ latex: element.text, display: true }]
  return formulasInText(element.text).map(latex => ({ latex, display: false }))
}

export function layoutWritten(element: WrittenElement, pens: WordPens): LaidOut {
  if (element.kind === 'math')
    return layoutMath(element.text, element.size, pens.palette.colors[element.color], pens)
  return element.kind === 'note' ? layoutNote(element, pens) : layoutPlain(element, pens)
}

const styleOf = (size: number): TextStyle => ({ size, lineHeight: LINE_HEIGHT, formulaScale: FORMULA_SCALE })

function layoutPlain(element: WrittenElement & { readonly kind: 'text' }, pens: WordPens): LaidOut {
  const style = styleOf(LETTERS[element.size])
  const seen = pens.sizeOf(element.id)
  const lines = layoutText(
    element.text,
    element.width === null ? WHOLE : Math.max(1, element.width - 2 * TEXT_PADDING),
    style,
    pens.typeset,
    pens.measure,
  )
  const own = sizeOfLines(lines)
  const color = pens.palette.colors[element.color]
  return {
    width: element.width ?? Math.max(own.width + 2 * TEXT_PADDING, seen?.width ?? 0),
    height: Math.max(own.height + 2 * TEXT_PADDING, seen?.height ?? 0),
    draw: (x, y) => linesAt(lines, style, x + TEXT_PADDING, y + TEXT_PADDING, color, pens),
  }
}

function layoutNote(element: WrittenElement & { readonly kind: 'note' }, pens: WordPens): LaidOut {
  const { palette } = pens
  const style = styleOf(NOTE_LETTERS[element.size])
  const { width } = element
  const lines = layoutText(
    element.text,
    Math.max(1, width - 2 * NOTE_PADDING.x),
    style,
    pens.typeset,
    pens.measure,
  )
  const own = sizeOfLines(lines).height + 2 * NOTE_PADDING.y
  const height = Math.max(own, LEAST_NOTE_HEIGHT, pens.sizeOf(element.id)?.height ?? 0)
  return {
    width,
    height,
    draw: (x, y) =>
      tag('g', {}, [
        tag('rect', { x, y, width, height, rx: 4, fill: palette.notes[element.color] }),
        linesAt(lines, style, x + NOTE_PADDING.x, y + NOTE_PADDING.y, palette.ink, pens),
      ]),
  }
}

/** A formula on its own; one that cannot be typeset is shown as its source, which says that something is wrong with it. */
function layoutMath(latex: string, size: Size, color: string, pens: WordPens): LaidOut {
  const em = LETTERS[size] * FORMULA_SCALE
  const formula = latex.trim() === '' ? null : pens.typeset(latex, true)
  if (formula === null) {
    const style = { ...styleOf(LETTERS[size] * 0.8), monospace: true }
    const lines = latex.split('\n').slice(0, 100)
    const line = style.size * LINE_HEIGHT
    return {
      width: Math.max(1, ...lines.map(words => pens.measure(words, style))),
      height: lines.length * line,
      draw: (x, y) =>
        tag(
          'g',
          { 'font-family': MONOSPACE },
          lines.map((words, i) =>
            drawnWords(words, style, { x, y: y + i * line + style.size, color: pens.palette.bad }),
          ),
        ),
    }
  }
  const padding = { x: 0.15 * LETTERS[size], y: 0.25 * LETTERS[size] }
  return {
    width: formula.width * em + 2 * padding.x,
    height: (formula.height + formula.depth) * em + 2 * padding.y,
    draw: (x, y) =>
      drawnFormula(formula, { x: x + padding.x, y: y + padding.y + formula.height * em, size: em, color }),
  }
}

const linesAt = (
  lines: readonly TextLine[],
  style: TextStyle,
  x: number,
  y: number,
  color: string,
  { palette }: WordPens,
): Markup => drawnLines(lines, style, { x, y, color, errorColor: palette.bad })

export const boxOfWritten = (x: number, y: number, { width, height }: LaidOut): Box =>
  boxAt({ x, y }, width, height)
