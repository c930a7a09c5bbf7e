'use client'

import { useRef } from 'react'
import { useWorldTransform } from '../camera/use-world-transform'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'
import styles from './HeldLight.module.css'

/** Lights up what the end of a line would hold on to, if it came down here. */
export function HeldLight() {
  const { state } = useCanvas()
  const svg = useRef<SVGSVGElement>(null)
  useWorldTransform(state, svg)
  const lit = useCanvasState(state => state.lit)
  return (
    <svg ref={svg} className={styles.light} aria-hidden="true">
      {lit?.map(({ points, closed }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the contours of one outline have no other names
        <path key={i} data-lit d={`M${Array.from(points).join(' ')}${closed ? 'Z' : ''}`} />
      ))}
    </svg>
  )
}
