'use client'

import type { MouseEvent } from 'react'
import { magnitude } from '@/lib/notation'
import styles from './LayerOverview.module.css'

interface Props {
  f: Float64Array
  delta: Float64Array
}

function showLayer(event: MouseEvent<HTMLButtonElement>, layer: number): void {
  const stage = event.currentTarget.closest('section')
  const column = stage?.querySelector(`[data-layer="${layer}"]`)
  column?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: 'smooth' })
}

/**
 * All layers of a deep chain at once: |fᵢ| upwards and |δᵢ| downwards on the log scale of the bars,
 * so that a vanishing or exploding gradient is a slope that one sees. A click brings the layer into view.
 */
export function LayerOverview({ f, delta }: Props) {
  return (
    <nav className={styles.overview} aria-label="Layers">
      {Array.from(f, (output, i) => {
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
            <span className={styles.forward}>
              <span style={{ transform: `scaleY(${magnitude(output)})` }} />
            </span>
            <span className={styles.backward}>
              <span style={{ transform: `scaleY(${magnitude(delta[i] ?? 0)})` }} />
            </span>
          </button>
        )
      })}
    </nav>
  )
}
