'use client'

import { memo, useCallback, useRef } from 'react'
import { type Activation, activate } from '@/lib/engine'
import { quantityKey } from '@/lib/notation'
import styles from './ActivationGlyph.module.css'
import { useValue } from './values'

const WIDTH = 64
const HEIGHT = 30
const REACH = 4

/** Activations that stay between -1 and 1 fill the height; the others are drawn to ±REACH. */
const BOUNDED = new Set<Activation>(['tanh', 'sigmoid'])

/** A number kept between -reach and reach; what is no number stays in the middle. */
const clamp = (n: number, reach: number) => (Number.isNaN(n) ? 0 : Math.max(-reach, Math.min(reach, n)))

const across = (z: number) => ((clamp(z, REACH) + REACH) / (2 * REACH)) * WIDTH

function down(activation: Activation, f: number): number {
  const height = BOUNDED.has(activation) ? 1.25 : REACH
  return HEIGHT / 2 - (clamp(f, height) / height) * (HEIGHT / 2 - 2)
}

const curves = new Map<Activation, string>()

function curveOf(activation: Activation): string {
  const known = curves.get(activation)
  if (known) return known
  const points = Array.from({ length: 33 }, (_, i) => {
    const z = -REACH + (i * 2 * REACH) / 32
    return `${across(z).toFixed(1)} ${down(activation, activate(activation, z)).toFixed(1)}`
  })
  const curve = `M${points.join('L')}`
  curves.set(activation, curve)
  return curve
}

/** The activation's curve with the unit's present place on it: a flat stretch is a saturated or dead unit. */
export const ActivationGlyph = memo(function ActivationGlyph(props: {
  activation: Activation
  layer: number
}) {
  const { activation, layer } = props
  const place = useRef<SVGCircleElement>(null)
  const paint = useCallback(
    (z: number) => {
      const f = activate(activation, z)
      if (!Number.isFinite(z) || !Number.isFinite(f)) place.current?.removeAttribute('r')
      else place.current?.setAttribute('r', '3.5')
      place.current?.setAttribute('cx', String(across(z)))
      place.current?.setAttribute('cy', String(down(activation, f)))
    },
    [activation],
  )
  useValue(quantityKey({ kind: 'z', layer }), paint)

  return (
    <svg className={styles.glyph} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className={styles.axis} d={`M0 ${HEIGHT / 2}H${WIDTH}M${WIDTH / 2} 0V${HEIGHT}`} />
      <path className={styles.curve} d={curveOf(activation)} />
      <circle ref={place} className={styles.place} />
    </svg>
  )
})
