'use client'

import { useEffect, useRef } from 'react'
import { useCanvas } from '../canvas-scope'
import styles from './Ink.module.css'
import { InkLayer } from './ink-layer'
import { liveStrokesOf } from './live-strokes'

/** The strokes of one layer: highlights under the chain, or pens over it. */
export function Ink({ kind }: { kind: 'pen' | 'highlighter' }) {
  const { places, state } = useCanvas()
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!layer.current) return
    const painter = new InkLayer(kind, layer.current, {
      places,
      state,
      live: liveStrokesOf({ state, places }),
    })
    return () => painter.close()
  }, [kind, places, state])
  return <div ref={layer} className={styles.ink} data-ink={kind} aria-hidden="true" />
}
