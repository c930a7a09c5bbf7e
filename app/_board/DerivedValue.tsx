'use client'

import { memo } from 'react'
import { exactText } from '@/lib/engine'
import { magnitude, type Quantity, quantityKey, quantityName, shortText } from '@/lib/notation'
import { useBoardScope, useSession } from './board-scope'
import styles from './DerivedValue.module.css'
import { QuantitySymbol } from './QuantitySymbol'
import { useInspect } from './use-inspect'

interface Props {
  kind: Quantity['kind']
  layer?: number
  value: number
}

const BACKWARD = new Set<Quantity['kind']>(['delta', 'gradW', 'gradB', 'gradX'])

function quantityFrom(kind: Quantity['kind'], layer: number | undefined): Quantity {
  return layer === undefined ? ({ kind } as Quantity) : ({ kind, layer } as Quantity)
}

/** A power of ten takes room that the mantissa gives up. */
function columnText(value: number): string {
  const text = shortText(value)
  return text.includes('e') ? shortText(value, 3) : text
}

/** A computed number: symbol, value and its magnitude on a log scale. Read-only; its formula shows on focus. */
export const DerivedValue = memo(function DerivedValue({ kind, layer, value }: Props) {
  const { session } = useBoardScope()
  const quantity = quantityFrom(kind, layer)
  const key = quantityKey(quantity)
  const { isLit, isInspected, handlers, inspectByFocus } = useInspect(quantity)
  const isTabStop = useSession(state => state.tabStop === key)

  return (
    <div
      className={styles.derived}
      data-pass={BACKWARD.has(kind) ? 'backward' : 'forward'}
      data-lit={isLit || undefined}
      data-inspected={isInspected || undefined}
      {...handlers}
    >
      <span className={styles.symbol}>
        <QuantitySymbol quantity={quantity} />
      </span>
      {/* A live region would speak hundreds of times in a drag; what is focused is read on demand. */}
      <output
        className={styles.value}
        aria-live="off"
        aria-label={quantityName(quantity)}
        data-value={exactText(value)}
        data-quantity={key}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => {
          session.setState({ tabStop: key })
          inspectByFocus(true)
        }}
        onBlur={() => inspectByFocus(false)}
      >
        {columnText(value)}
      </output>
      <span className={styles.scale} aria-hidden="true">
        <span className={styles.bar} style={{ transform: `scaleX(${magnitude(value)})` }} />
      </span>
    </div>
  )
})
