'use client'

import { memo } from 'react'
import { splitInlineMath } from '@/lib/notation'
import { Formula } from './Formula'

/** Words that come with the product, with formulas between dollars. */
export const WordsWithFormulas = memo(function WordsWithFormulas({ text }: { text: string }) {
  return splitInlineMath(text).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
    part.kind === 'text' ? part.text : <Formula key={i} source={part.source} />,
  )
})
