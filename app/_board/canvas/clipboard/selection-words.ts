import type { Derivation, Element } from '@/lib/board'
import { isReadable, isWritten } from '@/lib/board'
import { shownLine } from '@/lib/notation'

/** What is selected as words for other programs, from top to bottom: texts as they are, formulas as LaTeX. */
export function selectionWords(elements: readonly Element[]): string {
  return elements
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(wordsOf)
    .filter(words => words !== '')
    .join('\n\n')
}

function wordsOf(element: Element): string {
  if (isWritten(element)) return written(element)
  if (element.kind === 'derivation') return derivationWords(element)
  return element.kind === 'frame' ? element.title : ''
}

/** A derivation as a document would have it: its title, and a formula a line, each with its reason. */
function derivationWords({ title, lines }: Derivation): string {
  const formulas = lines.filter(isReadable).map(({ text, reason }) => {
    const shown = shownLine(text)
    const formula = shown.kind === 'formula' ? `$$${shown.latex.trim()}$$` : shown.words
    return reason === null ? formula : `${formula} (${reason})`
  })
  return [title, ...formulas].filter(words => words.trim() !== '').join('\n')
}

const written = ({ kind, text }: { readonly kind: string; readonly text: string }): string =>
  kind === 'math' && text.trim() !== '' ? `$$${text.trim()}$$` : text
