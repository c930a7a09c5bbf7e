'use client'

import { Maximize, Minus, Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useCanvas } from '../canvas-scope'
import { commandTitle, runCommand } from '../commands/table'
import styles from './ZoomControls.module.css'

/** How near one looks: out, in, exactly, and everything at once. */
export function ZoomControls() {
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
        title={commandTitle('view.all')}
        onClick={() => runCommand(stage, 'view.all')}
      >
        <Maximize size={15} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.button}
        aria-label="Zoom out"
        title={commandTitle('view.out')}
        onClick={() => runCommand(stage, 'view.out')}
      >
        <Minus size={15} aria-hidden="true" />
      </button>
      <button
        ref={percent}
        type="button"
        className={styles.percent}
        title={commandTitle('view.exact')}
        onClick={() => runCommand(stage, 'view.exact')}
      />
      <button
        type="button"
        className={styles.button}
        aria-label="Zoom in"
        title={commandTitle('view.in')}
        onClick={() => runCommand(stage, 'view.in')}
      >
        <Plus size={15} aria-hidden="true" />
      </button>
    </div>
  )
}
