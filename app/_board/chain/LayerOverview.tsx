'use client'

import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react'
import { magnitude } from '@/lib/notation'
import styles from './LayerOverview.module.css'
import { useValue } from './values'

interface Props {
  readonly depth: number
  /** Brings the column of a layer into the middle of the sight. */
  readonly onShowColumn: (column: Element) => void
}

/** Where a key leads from the layer in the focus; null when it is not for us. */
function layerAfter(key: string, layer: number, depth: number): number | null {
  if (key === 'ArrowRight') return Math.min(depth, layer + 1)
  if (key === 'ArrowLeft') return Math.max(1, layer - 1)
  if (key === 'Home') return 1
  return key === 'End' ? depth : null
}

/**
 * All layers of a deep chain at once: |fᵢ| upwards and |δᵢ| downwards on the log scale of the bars,
 * so that a vanishing or exploding gradient is a slope that one sees. A click brings the layer into view.
 * For the Tab key the strip is one stop; arrow keys move within.
 */
export const LayerOverview = memo(function LayerOverview({ depth, onShowColumn }: Props) {
  const [tabStop, setTabStop] = useState(1)
  const strip = useRef<HTMLElement>(null)

  const show = (layer: number) => {
    const column = strip.current?.closest('section')?.querySelector(`[data-layer="${layer}"]`)
    if (column) onShowColumn(column)
  }

  const onKeyDown = (event: KeyboardEvent, layer: number) => {
    const next = layerAfter(event.key, layer, depth)
    if (next === null) return
    event.preventDefault()
    setTabStop(next)
    strip.current?.querySelectorAll('button')[next - 1]?.focus()
  }

  return (
    <nav ref={strip} className={styles.overview} aria-label="Layers">
      {Array.from({ length: depth }, (_, i) => {
        const layer = i + 1
        return (
          <button
            key={layer}
            type="button"
            className={styles.layer}
            aria-label={`Show layer ${layer}`}
            title={`Layer ${layer}`}
            tabIndex={layer === Math.min(tabStop, depth) ? 0 : -1}
            onClick={() => show(layer)}
            onKeyDown={event => onKeyDown(event, layer)}
          >
            <Bar className={styles.forward} quantity={`f:${layer}`} />
            <Bar className={styles.backward} quantity={`delta:${layer}`} />
          </button>
        )
      })}
    </nav>
  )
})

function Bar({ className, quantity }: { className: string | undefined; quantity: string }) {
  const bar = useRef<HTMLSpanElement>(null)
  const paint = useCallback((value: number, isLost: boolean) => {
    if (bar.current) bar.current.style.backgroundSize = `100% ${isLost ? 0 : 100 * magnitude(value)}%`
  }, [])
  useValue(quantity, paint)
  return <span ref={bar} className={className} />
}
