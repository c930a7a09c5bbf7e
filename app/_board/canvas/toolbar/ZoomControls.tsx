'use client'

import { Maximize, Minus, Plus } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { unionOf, zoomToFit } from '@/lib/canvas'
import { glideTo, zoomStep, zoomTo } from '../camera/move-camera'
import { type CanvasScope, useCanvas } from '../canvas-scope'
import styles from './ZoomControls.module.css'

/** Shows the chain and everything around it, as large as fits. */
export function showAll({ state, places }: CanvasScope, chain: HTMLElement): void {
  const { offsetWidth, offsetHeight } = chain
  const boxes = places.index.all().map(({ box }) => box)
  const whole = unionOf([{ minX: 0, minY: 0, maxX: offsetWidth, maxY: offsetHeight }, ...boxes])
  if (whole !== null) glideTo(state, zoomToFit(whole, state.getState().viewport, 1.7, 24))
}

/** How near one looks: out, in, exactly, and everything at once. */
export function ZoomControls({ chain }: { chain: RefObject<HTMLElement | null> }) {
  const stage = useCanvas()
  const { state } = stage
  const percent = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    const show = () => {
      if (percent.current) percent.current.textContent = `${Math.round(state.getState().camera.zoom * 100)} %`
    }
    show()
    return state.subscribe(({ camera }, before) => {
      if (camera.zoom !== before.camera.zoom) show()
    })
  }, [state])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div className={styles.controls} role="group" aria-label="Zoom" data-takes-pointers>
      <button
        type="button"
        className={styles.button}
        aria-label="Show everything"
        title="Show everything (Shift+1)"
        onClick={() => chain.current && showAll(stage, chain.current)}
      >
        <Maximize size={15} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.button}
        aria-label="Zoom out"
        title="Zoom out (Ctrl+−)"
        onClick={() => zoomStep(state, 'out')}
      >
        <Minus size={15} aria-hidden="true" />
      </button>
      <button
        ref={percent}
        type="button"
        className={styles.percent}
        title="Zoom to 100 % (Shift+0)"
        onClick={() => zoomTo(state, 1)}
      />
      <button
        type="button"
        className={styles.button}
        aria-label="Zoom in"
        title="Zoom in (Ctrl+=)"
        onClick={() => zoomStep(state, 'in')}
      >
        <Plus size={15} aria-hidden="true" />
      </button>
    </div>
  )
}
