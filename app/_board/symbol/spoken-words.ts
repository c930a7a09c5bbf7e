import { readLine, speechLine, splitInlineMath } from '@/lib/notation'

/**
 * Words with formulas between dollars, as they are said. Formulas that follow each other are one, which only the line breaks; one that is
 * none of the chain's is said as its source.
 */
export const spokenWords = (text: string): string =>
  splitInlineMath(text.replaceAll('$ $', ' '))
    .map(part => (part.kind === 'text' ? part.text : spokenFormula(part.source)))
    .join('')

function spokenFormula(source: string): string {
  const reading = readLine(source)
  return reading.ok ? speechLine(reading.line) : source
}
