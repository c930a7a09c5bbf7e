import type { Element } from '@/lib/board'
import { isWritten } from '@/lib/board'

/** What is selected as words for other programs, from top to bottom: texts as they are, formulas as LaTeX. */
export function selectionWords(elements: readonly Element[]): string {
  return elements
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .map(element => (isWritten(element) ? written(element) : element.kind === 'frame' ? element.title : ''))
    .filter(words => words !== '')
    .join('\n\n')
}

const written = ({ kind, text }: { readonly kind: string; readonly text: string }): string =>
  kind === 'math' && text.trim() !== '' ? `$$${text.trim()}$$` : text
