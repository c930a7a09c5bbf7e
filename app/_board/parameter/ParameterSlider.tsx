'use client'

import { useRef } from 'react'
import styles from './ParameterSlider.module.css'
import type { ParameterEdit } from './use-parameter'

interface Props {
  name: string
  value: number
  edit: ParameterEdit
  disabled: boolean
}

const REACHES = [3, 5, 10, 20, 50, 100, 1000]

/** How far the slider reaches to both sides of zero, so that `value` is on it. */
function reachFor(value: number): number {
  return REACHES.find(reach => Math.abs(value) <= reach) ?? 10_000
}

/** A parameter as a slider around zero. One drag is one undo item. */
export function ParameterSlider({ name, value, edit, disabled }: Props) {
  // The scale stands still while it is dragged.
  const heldReach = useRef<number | null>(null)
  const reach = heldReach.current ?? reachFor(value)

  const begin = () => {
    heldReach.current = reach
    edit.begin()
    edit.announce(true)
  }
  const end = () => {
    if (heldReach.current === null) return
    heldReach.current = null
    edit.end()
    edit.announce(false)
  }

  return (
    <input
      className={styles.slider}
      type="range"
      aria-label={`${name} slider`}
      min={-reach}
      max={reach}
      step={0.01}
      value={Math.max(-reach, Math.min(reach, value))}
      disabled={disabled}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerCancel={end}
      onBlur={end}
      onChange={event => edit.write(Number(event.target.value))}
    />
  )
}
