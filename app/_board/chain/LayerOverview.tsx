'use client'

import { type MouseEvent, memo, useCallback, useRef } from 'react'
import { magnitude } from '@/lib/notation'
import styles from './LayerOverview.module.css'
import { useValue } from './values'

function showLayer(event: MouseEvent<HTMLButtonElement>, layer: number): void {
  const stage = event.currentTarget.closest('section')
  const column = stage?.querySelector(`[data-layer="${layer}"]`)
  column?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: 'smooth' })
}

/**
 * All layers of a deep chain at once: |fᵢ| upwards and |δᵢ| downwards on the log scale of the bars,
 * so that a vanishing or exploding gradient is a slope that one sees. A click brings the layer into view.
 */
export const LayerOverview = memo(function LayerOverview({ depth }: { depth: number }) {
  return (
    <nav className={styles.overview} aria-label="Layers">
      {Array.from({ length: depth }, (_, i) => {
        const layer = i + 1
        return (
          <button
            key={layer}
            type="button"
            className={styles.layer}
            aria-label={`Show layer ${layer}`}
            title={`Layer ${layer}`}
            onClick={event => showLayer(event, layer)}
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
  const paint = useCallback((value: number) => {
    if (bar.current) bar.current.style.backgroundSize = `100% ${100 * magnitude(value)}%`
  }, [])
  useValue(quantity, paint)
  return <span ref={bar} className={className} />
}
