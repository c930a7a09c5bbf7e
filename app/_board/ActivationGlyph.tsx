import { memo } from 'react'
import { type Activation, activate } from '@/lib/engine'
import styles from './ActivationGlyph.module.css'

const WIDTH = 64
const HEIGHT = 30
const REACH = 4

/** Activations that stay between -1 and 1 fill the height; the others are drawn to ±REACH. */
const BOUNDED = new Set<Activation>(['tanh', 'sigmoid'])

const across = (z: number) => ((Math.max(-REACH, Math.min(REACH, z)) + REACH) / (2 * REACH)) * WIDTH

function down(activation: Activation, f: number): number {
  const height = BOUNDED.has(activation) ? 1.25 : REACH
  return HEIGHT / 2 - (Math.max(-height, Math.min(height, f)) / height) * (HEIGHT / 2 - 2)
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
  z: number
  f: number
}) {
  const { activation, z, f } = props
  return (
    <svg className={styles.glyph} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className={styles.axis} d={`M0 ${HEIGHT / 2}H${WIDTH}M${WIDTH / 2} 0V${HEIGHT}`} />
      <path className={styles.curve} d={curveOf(activation)} />
      {Number.isFinite(z) && Number.isFinite(f) && (
        <circle className={styles.place} cx={across(z)} cy={down(activation, f)} r={3.5} />
      )}
    </svg>
  )
})
