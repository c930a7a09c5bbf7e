'use client'

import { useEffect, useRef } from 'react'
import styles from './ParameterSlider.module.css'
import type { ParameterEdit } from './use-parameter'

interface Props {
  name: string
  value: number
  edit: ParameterEdit
  disabled: boolean
  /** A rate has no negative side. */
  isPositive: boolean
}

/** The scales that a slider may have; it takes the first on which the value is. */
const REACHES = [3, 5, 10, 20, 50, 100, 1000, 10_000]
const RATE_REACHES = [1, 3, 10, 100, 1000, 10_000]

function reachFor(value: number, reaches: readonly number[]): number {
  return reaches.find(reach => Math.abs(value) <= reach) ?? 10_000
}

/** A parameter as a slider around zero, or from zero for a rate. One drag, or one held key, is one undo item. */
export function ParameterSlider({ name, value, edit, disabled, isPositive }: Props) {
  // The scale stands still while it is dragged.
  const heldReach = useRef<number | null>(null)
  const reach = heldReach.current ?? reachFor(value, isPositive ? RATE_REACHES : REACHES)
  const least = isPositive ? 0 : -reach

  const begin = () => {
    if (heldReach.current !== null) return
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

  // A layer that somebody removes takes its slider away in the middle of a drag.
  const endLatest = useRef(end)
  endLatest.current = end
  useEffect(() => () => endLatest.current(), [])

  return (
    <input
      className={styles.slider}
      type="range"
      aria-label={`${name} slider`}
      min={least}
      max={reach}
      step={isPositive ? 0.001 : 0.01}
      value={Math.max(least, Math.min(reach, value))}
      disabled={disabled}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={event => {
        if (event.key !== 'Tab') begin()
      }}
      onKeyUp={end}
      onBlur={end}
      onChange={event => edit.write(Number(event.target.value))}
    />
  )
}
