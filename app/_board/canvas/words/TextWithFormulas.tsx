'use client'

import { memo } from 'react'
import { splitInlineMath } from '@/lib/notation'
import { Formula } from '../../symbol/Formula'
import { shownParts } from './shown-parts'
import { useWords } from './words-scope'

/** A text in which formulas stand between dollars; everything else in it is words. */
export const TextWithFormulas = memo(function TextWithFormulas({ text }: { text: string }) {
  const { symbols } = useWords()
  return shownParts(splitInlineMath(text)).map((part, i) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
      <Formula key={i} source={part.source} onShow={symbols.light} />
    ),
  )
})
