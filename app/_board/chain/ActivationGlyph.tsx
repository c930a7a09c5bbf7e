'use client'

import { memo, useCallback, useRef } from 'react'
import { activationAxes, activationCurve, GLYPH, placeOnCurve } from '@/lib/canvas'
import type { Activation } from '@/lib/engine'
import { quantityKey } from '@/lib/notation'
import { useSession } from '../board-scope'
import styles from './ActivationGlyph.module.css'
import { useValue } from './values'

/** The activation's curve with the unit's present place on it: a flat stretch is a saturated or dead unit. */
export const ActivationGlyph = memo(function ActivationGlyph(props: {
  activation: Activation
  layer: number
}) {
  const { activation, layer } = props
  const place = useRef<SVGCircleElement>(null)
  const paint = useCallback(
    (z: number) => {
      const at = placeOnCurve(activation, z)
      if (at === null) return place.current?.removeAttribute('r')
      place.current?.setAttribute('r', '3.5')
      place.current?.setAttribute('cx', String(at.x))
      place.current?.setAttribute('cy', String(at.y))
    },
    [activation],
  )
  const key = quantityKey({ kind: 'z', layer })
  useValue(key, paint)
  const isHidden = useSession(state => state.walkMarks.hidden.has(key))

  return (
    <svg className={styles.glyph} width={GLYPH.width} height={GLYPH.height} aria-hidden="true">
      <path className={styles.axis} d={activationAxes} />
      <path className={styles.curve} d={activationCurve(activation)} />
      <circle ref={place} className={styles.place} visibility={isHidden ? 'hidden' : undefined} />
    </svg>
  )
})
