import { type Derivation, isReadable, type Size } from '@/lib/board'
import { shownLine } from '@/lib/notation'
import { FORMULA_SCALE } from './draw-chain'
import type { LaidOut, WordPens } from './draw-words'
import { drawnFormula, type TypesetFormula } from './formula'
import { drawnWords, type Lettering } from './lettering'
import { type Markup, NOTHING, tag } from './markup'

/** The letters of a card, in px; all its lengths follow from them, as in `app/_board/derivation/Derivation.module.css`. */
const LETTERS: Readonly<Record<Size, number>> = { s: 13, m: 16, l: 22, xl: 32 }
const LEAST_WIDTH = 26
const HEAD = 2.75
const NUMBERS = 2.8
const PADDING = 1
const LINE_GAP = 0.7
const LEAST_LINE = 2

/** The lines that are drawn: of a folded derivation the first and the last. */
const linesOf = ({ lines, folded }: Derivation) =>
  folded && lines.length > 2 ? [lines[0], lines[lines.length - 1]] : lines

/** The formulas in a derivation. */
export const formulasInDerivation = (derivation: Derivation) =>
  linesOf(derivation).flatMap(line => {
    const shown = isReadable(line) ? shownLine(line.text) : null
    return shown?.kind === 'formula' ? [{ latex: shown.latex, display: true }] : []
  })

/** A line ready to be drawn: a formula, or words in its place. */
interface DrawnLine {
  readonly number: number
  readonly formula: TypesetFormula | null
  readonly words: string
  readonly isBroken: boolean
  readonly reason: string
  readonly width: number
  readonly above: number
  readonly height: number
}

/** A derivation as a card: its title, and its numbered lines with their reasons. What is to be said of them is no part of a picture. */
export function layoutDerivation(derivation: Derivation, pens: WordPens): LaidOut {
  const em = LETTERS[derivation.size]
  const lettering: Lettering = { size: em }
  const small: Lettering = { size: 0.75 * em }
  const lines = linesOf(derivation).map(line => lineOf(line, derivation, pens, em))
  const title: Lettering = { size: 0.95 * em, weight: 620 }
  const name = derivation.title.trim() === '' ? 'Derivation' : derivation.title
  const reasons = Math.max(
    0,
    ...lines.map(({ reason }) => (reason === '' ? 0 : pens.measure(reason, small) + em)),
  )
  const formulas = Math.max(0, ...lines.map(({ width }) => width))
  const width = Math.max(
    LEAST_WIDTH * em,
    pens.measure(name, title) + 2 * PADDING * em,
    NUMBERS * em + formulas + reasons + PADDING * em,
    pens.sizeOf(derivation.id)?.width ?? 0,
  )
  const height = HEAD * em + lines.reduce((sum, line) => sum + line.height, 0) + LINE_GAP * em
  const { palette } = pens
  const draw = (x: number, y: number): Markup => {
    let top = y + HEAD * em + (LINE_GAP / 2) * em
    const drawn = lines.map(line => {
      const baseline = top + line.above
      top += line.height
      const place = { x: x + NUMBERS * em, y: baseline, color: line.isBroken ? palette.inkSoft : palette.ink }
      const number = {
        x: x + (NUMBERS - 0.6) * em,
        y: baseline,
        color: palette.inkSoft,
        anchor: 'end',
      } as const
      const reason = {
        x: x + width - PADDING * em,
        y: baseline,
        color: palette.inkSoft,
        anchor: 'end',
      } as const
      return tag('g', {}, [
        drawnWords(String(line.number), small, number),
        line.formula === null
          ? drawnWords(line.words, lettering, place)
          : drawnFormula(line.formula, { ...place, size: em * FORMULA_SCALE }),
        line.reason === '' ? NOTHING : drawnWords(line.reason, small, reason),
      ])
    })
    const card = { x, y, width, height, rx: 0.7 * em, fill: palette.surface, stroke: palette.line }
    const rule = `M${x} ${y + HEAD * em}H${x + width}`
    const place = {
      x: x + PADDING * em,
      y: y + (HEAD / 2 + 0.33) * em,
      color: palette.colors[derivation.color],
    }
    return tag('g', {}, [
      tag('rect', card),
      tag('path', { d: rule, stroke: palette.line, fill: 'none' }),
      drawnWords(name, title, place),
      ...drawn,
    ])
  }
  return { width, height, draw }
}

function lineOf(
  line: Derivation['lines'][number],
  { lines }: Derivation,
  { typeset, measure }: WordPens,
  em: number,
): DrawnLine {
  const isRead = isReadable(line)
  const shown = isRead ? shownLine(line.text) : null
  const formula = shown?.kind === 'formula' ? typeset(shown.latex, true) : null
  const words = isRead ? line.text : line.why
  const [ascent, descent] = formula === null ? [0.9, 0.3] : [formula.height, formula.depth]
  const scale = formula === null ? em : em * FORMULA_SCALE
  const own = (ascent + descent) * scale
  const room = Math.max(own, LEAST_LINE * em) + LINE_GAP * em
  return {
    number: lines.indexOf(line) + 1,
    formula,
    words,
    isBroken: !isRead,
    reason: isRead ? (line.reason ?? '') : '',
    width: formula === null ? measure(words, { size: em }) : formula.width * scale,
    above: (room - own) / 2 + ascent * scale,
    height: room,
  }
}
