'use client'

import { useLayoutEffect, useRef } from 'react'
import { GRID } from '@/lib/canvas'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'
import styles from './Grid.module.css'

/** Dots closer than this, in screen px, are left out by halves. */
const CLOSEST = 12

/** The grid that things snap to, as dots under everything. */
export function Grid() {
  const { state } = useCanvas()
  const hasGrid = useCanvasState(({ hasGrid }) => hasGrid)
  const dots = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!hasGrid) return
    const place = () => {
      if (!dots.current) return
      const { x, y, zoom } = state.getState().camera
      let step = GRID * zoom
      while (step < CLOSEST) step *= 2
      dots.current.style.backgroundSize = `${step}px ${step}px`
      dots.current.style.backgroundPosition = `${-x * zoom - step / 2}px ${-y * zoom - step / 2}px`
    }
    place()
    return state.subscribe(({ camera }, before) => {
      if (camera !== before.camera) place()
    })
  }, [state, hasGrid])
  return hasGrid ? <div ref={dots} className={styles.grid} data-testid="grid" /> : null
}
