'use client'

import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { quantityKey, quantityName, quantityValue, quantityWords, shortText } from '@/lib/notation'
import { useDerived, useSession } from '../../board-scope'
import { withSubscripts } from '../../symbol/QuantitySymbol'
import { useCanvas } from '../canvas-scope'
import type { PointedSymbol } from './live-symbols'
import styles from './SymbolValue.module.css'
import { useWords } from './words-scope'

/** The value that the symbol has now at which somebody points, beside it. */
export function SymbolValue({ above }: { above: HTMLElement }) {
  const { symbols } = useWords()
  const pointed = useSyncExternalStore(symbols.subscribe, symbols.pointed, () => null)
  return pointed && <Value pointed={pointed} above={above} />
}

/** Between the symbol and what is said about it, in screen px. */
const GAP = 8

function Value({ pointed, above }: { pointed: PointedSymbol; above: HTMLElement }) {
  const { state } = useCanvas()
  const derived = useDerived()
  const tip = useRef<HTMLDivElement>(null)
  const { symbol, quantity, by } = pointed

  useLayoutEffect(() => {
    const place = () => {
      if (!tip.current) return
      const { left, bottom } = symbol.getBoundingClientRect()
      const frame = above.getBoundingClientRect()
      const x = Math.min(left - frame.left, frame.width - tip.current.offsetWidth - GAP)
      tip.current.style.transform = `translate(${Math.max(GAP, x)}px, ${bottom - frame.top + GAP}px)`
    }
    place()
    return state.subscribe((now, before) => now.camera !== before.camera && place())
  }, [state, symbol, above])

  const isHidden = useSession(({ walkMarks }) => walkMarks.hidden.has(quantityKey(quantity)))
  const value = isHidden ? undefined : quantityValue(quantity, derived)
  return (
    <div
      ref={tip}
      className={styles.tip}
      role={by === 'focus' ? 'status' : undefined}
      data-testid="symbol-value"
    >
      <span className="unseen">{quantityWords(quantity)}: </span>
      <span aria-hidden="true">{withSubscripts(quantityName(quantity))} = </span>
      <output className={styles.value} aria-live="off">
        {isHidden ? 'not worked out yet' : value === undefined ? 'not on this chain' : shortText(value)}
      </output>
    </div>
  )
}
