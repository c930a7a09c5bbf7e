'use client'

import { memo, useCallback, useRef } from 'react'
import { exactText } from '@/lib/engine'
import {
  columnText,
  magnitude,
  type Quantity,
  quantityKey,
  quantityName,
  quantityWords,
  shortText,
} from '@/lib/notation'
import { useBoardScope, useSession } from '../board-scope'
import { QuantitySymbol } from '../symbol/QuantitySymbol'
import styles from './DerivedValue.module.css'
import { useInspect } from './use-inspect'
import { useValue } from './values'

interface Props {
  kind: Quantity['kind']
  layer?: number
}

const BACKWARD = new Set<Quantity['kind']>(['delta', 'gradW', 'gradB', 'gradX'])

function quantityFrom(kind: Quantity['kind'], layer: number | undefined): Quantity {
  return layer === undefined ? ({ kind } as Quantity) : ({ kind, layer } as Quantity)
}

/** Stands for a value that a walk through the passes has not come to. */
const NOT_YET = '?'

/** A computed number: symbol, value and its magnitude on a log scale. Read-only; its formula shows on focus. */
export const DerivedValue = memo(function DerivedValue({ kind, layer }: Props) {
  const { session } = useBoardScope()
  const quantity = quantityFrom(kind, layer)
  const key = quantityKey(quantity)
  const { isHidden, isLit, isInspected, handlers, inspectByFocus } = useInspect(quantity)
  const isTabStop = useSession(state => state.tabStop === key)
  const output = useRef<HTMLOutputElement>(null)
  const scale = useRef<HTMLSpanElement>(null)

  const paint = useCallback(
    (value: number, isLost: boolean) => {
      if (!output.current || !scale.current) return
      const isShown = !isLost && !isHidden
      output.current.textContent = isHidden ? NOT_YET : isLost ? shortText(Number.NaN) : columnText(value)
      if (isHidden) delete output.current.dataset.value
      else output.current.dataset.value = exactText(value)
      scale.current.style.backgroundSize = `${isShown ? 100 * magnitude(value) : 0}% 100%`
    },
    [isHidden],
  )
  useValue(key, paint)

  return (
    <div
      className={styles.derived}
      data-place-of={key}
      data-pass={BACKWARD.has(kind) ? 'backward' : 'forward'}
      data-lit={isLit || undefined}
      data-inspected={isInspected || undefined}
      data-not-yet={isHidden || undefined}
      {...handlers}
    >
      <span className={styles.symbol} title={quantityWords(quantity)}>
        <QuantitySymbol quantity={quantity} />
      </span>
      {/* A live region would speak hundreds of times in a drag; what is focused is read on demand. */}
      <output
        ref={output}
        className={styles.value}
        aria-live="off"
        aria-label={quantityName(quantity)}
        data-quantity={key}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => {
          session.setState({ tabStop: key })
          inspectByFocus(true)
        }}
        onBlur={() => inspectByFocus(false)}
      />
      <span ref={scale} className={styles.scale} aria-hidden="true" />
    </div>
  )
})
