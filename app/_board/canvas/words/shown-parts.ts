import { latexCost, MAX_COST, type TextPart } from '@/lib/notation'

/** Of so many formulas in one text the first are set; the others stay as they were written. */
export const MOST_FORMULAS = 200

/**
 * The parts of a text as it is shown, with as many formulas as one text may have set. Words that follow each other are one part:
 * whenever a formula has been set the browser lays out the whole text again, and that takes as long as it has parts.
 */
export function shownParts(parts: readonly TextPart[]): readonly TextPart[] {
  const shown: TextPart[] = []
  let words = ''
  let [cost, count] = [0, 0]
  const endWords = () => {
    if (words !== '') shown.push({ kind: 'text', text: words })
    words = ''
  }
  for (const part of parts) {
    if (part.kind === 'text') {
      words += part.text
      continue
    }
    count++
    if (count <= MOST_FORMULAS) cost += latexCost(part.source)
    if (count <= MOST_FORMULAS && cost <= MAX_COST) {
      endWords()
      shown.push(part)
    } else words += `$${part.source}$`
  }
  endWords()
  return shown
}
