'use client'

import { memo } from 'react'
import { latexCost, MAX_COST, splitInlineMath, type TextPart } from '@/lib/notation'
import { Formula } from '../../symbol/Formula'
import { useWords } from './words-scope'

/** Of so many formulas in one text the first are set; the others stay as they were written. */
const MOST_FORMULAS = 200

/** A text in which formulas stand between dollars; everything else in it is words. */
export const TextWithFormulas = memo(function TextWithFormulas({ text }: { text: string }) {
  const { symbols } = useWords()
  return partsWithin(splitInlineMath(text)).map((part, i) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
      <Formula key={i} source={part.source} onShow={symbols.light} />
    ),
  )
})

/** The parts, with as many formulas as one text may have set. */
function partsWithin(parts: readonly TextPart[]): readonly TextPart[] {
  let cost = 0
  let count = 0
  return parts.map(part => {
    if (part.kind === 'text') return part
    count++
    if (count <= MOST_FORMULAS) cost += latexCost(part.source)
    const isSet = count <= MOST_FORMULAS && cost <= MAX_COST
    return isSet ? part : { kind: 'text', text: `$${part.source}$` }
  })
}
