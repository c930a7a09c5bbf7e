import { splitInlineMath } from '@/lib/notation'
import { drawnFormula, type Typeset, type TypesetFormula } from './formula'
import { drawnWords, type Lettering, type Measure } from './lettering'
import { joined, type Markup } from './markup'

/** All formulas in a text. */
export const formulasInText = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap(line => splitInlineMath(line).flatMap(part => (part.kind === 'formula' ? [part.source] : [])))

/** A piece that is not broken: a word, the space after it, or a formula. */
type Piece =
  | { readonly kind: 'words'; readonly words: string; readonly width: number }
  | { readonly kind: 'source'; readonly words: string; readonly width: number }
  | { readonly kind: 'formula'; readonly formula: TypesetFormula; readonly width: number }

export interface TextLine {
  readonly pieces: readonly Piece[]
  readonly width: number
  /** Above and below its baseline. */
  readonly ascent: number
  readonly descent: number
}

export interface TextStyle extends Lettering {
  /** Of a line of words alone, as a multiple of the size. */
  readonly lineHeight: number
  /** Size of an em in formulas, as a multiple of the size. */
  readonly formulaScale: number
}

/** Lines are not broken into more than this; the rest of an endless text is not drawn. */
const MOST_LINES = 2_000

/** A text in lines no wider than `width` (null: as wide as they are), with its formulas typeset. */
export function layoutText(
  words: string,
  width: number | null,
  style: TextStyle,
  typeset: Typeset,
  measure: Measure,
): readonly TextLine[] {
  const lines: TextLine[] = []
  for (const paragraph of words.split('\n')) {
    let line: Piece[] = []
    let filled = 0
    for (const piece of piecesOf(paragraph, style, typeset, measure, width)) {
      if (lines.length >= MOST_LINES) return lines
      if (width !== null && line.length > 0 && filled + visibleWidth(piece, measure, style) > width) {
        lines.push(lineOf(line, style))
        line = []
        filled = 0
      }
      line.push(piece)
      filled += piece.width
    }
    lines.push(lineOf(line, style))
  }
  return lines
}

/** What a piece needs at the end of a line: the space after a word does not count. */
const visibleWidth = (piece: Piece, measure: Measure, style: TextStyle): number =>
  piece.kind === 'words' ? measure(piece.words.trimEnd(), style) : piece.width

function* piecesOf(
  line: string,
  style: TextStyle,
  typeset: Typeset,
  measure: Measure,
  width: number | null,
): Generator<Piece> {
  for (const part of splitInlineMath(line)) {
    if (part.kind === 'formula') {
      const formula = typeset(part.source, false)
      const source = `$${part.source}$`
      yield formula === null
        ? { kind: 'source', words: source, width: measure(source, { ...style, monospace: true }) }
        : { kind: 'formula', formula, width: formula.width * style.size * style.formulaScale }
      continue
    }
    for (const [word] of part.text.matchAll(/\S*\s*/g)) {
      if (word !== '') yield* wordPieces(word, style, measure, width)
    }
  }
}

/** A word; one that is wider than the line is broken where it has to be. */
function* wordPieces(
  word: string,
  style: TextStyle,
  measure: Measure,
  width: number | null,
): Generator<Piece> {
  const whole = measure(word, style)
  if (width === null || measure(word.trimEnd(), style) <= width) {
    yield { kind: 'words', words: word, width: whole }
    return
  }
  let part = ''
  for (const letter of word) {
    if (part !== '' && measure(part + letter, style) > width) {
      yield { kind: 'words', words: part, width: measure(part, style) }
      part = ''
    }
    part += letter
  }
  yield { kind: 'words', words: part, width: measure(part, style) }
}

function lineOf(pieces: readonly Piece[], { size, lineHeight, formulaScale }: TextStyle): TextLine {
  // The letters of a font reach a quarter of their size below the baseline, and stand in the middle of their line.
  const half = (lineHeight * size) / 2
  let [ascent, descent] = [half + 0.36 * size, half - 0.36 * size]
  for (const piece of pieces) {
    if (piece.kind !== 'formula') continue
    ascent = Math.max(ascent, piece.formula.height * size * formulaScale + 1)
    descent = Math.max(descent, piece.formula.depth * size * formulaScale + 1)
  }
  return { pieces, width: pieces.reduce((sum, { width }) => sum + width, 0), ascent, descent }
}

export const sizeOfLines = (
  lines: readonly TextLine[],
): { readonly width: number; readonly height: number } => ({
  width: Math.max(0, ...lines.map(({ width }) => width)),
  height: lines.reduce((sum, { ascent, descent }) => sum + ascent + descent, 0),
})

/** Lines of text with their top left corner at a place. */
export function drawnLines(
  lines: readonly TextLine[],
  style: TextStyle,
  at: { readonly x: number; readonly y: number; readonly color: string; readonly errorColor: string },
): Markup {
  const pieces: Markup[] = []
  let y = at.y
  for (const line of lines) {
    const baseline = y + line.ascent
    let x = at.x
    for (const piece of mergedWords(line.pieces)) {
      if (piece.kind === 'formula') {
        const place = { x, y: baseline, size: style.size * style.formulaScale, color: at.color }
        pieces.push(drawnFormula(piece.formula, place))
      } else if (piece.words.trim() !== '') {
        const isSource = piece.kind === 'source'
        const color = isSource ? at.errorColor : at.color
        // Their place and width are ours, so that words and formulas stand beside each other in any font.
        const place = { x, y: baseline, color, width: piece.width }
        pieces.push(drawnWords(piece.words, isSource ? { ...style, monospace: true } : style, place))
      }
      x += piece.width
    }
    y = baseline + line.descent
  }
  return joined(pieces)
}

/** Neighbouring words as one piece, without the space at the end of the line. */
function mergedWords(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (piece.kind === 'words' && last?.kind === 'words') {
      merged[merged.length - 1] = {
        kind: 'words',
        words: last.words + piece.words,
        width: last.width + piece.width,
      }
    } else merged.push(piece)
  }
  return merged
}
