import { type Activation, activate } from '@/lib/engine'

/** The picture of an activation on its unit, in px. */
export const GLYPH = { width: 64, height: 30 } as const
/** It shows z from −4 to 4. */
const REACH = 4

/** Activations that stay between -1 and 1 fill the height; the others are drawn to ±REACH. */
const BOUNDED = new Set<Activation>(['tanh', 'sigmoid'])

/** A number kept between -reach and reach; what is no number stays in the middle. */
const clamp = (n: number, reach: number) => (Number.isNaN(n) ? 0 : Math.max(-reach, Math.min(reach, n)))

const across = (z: number) => ((clamp(z, REACH) + REACH) / (2 * REACH)) * GLYPH.width

function down(activation: Activation, f: number): number {
  const height = BOUNDED.has(activation) ? 1.25 : REACH
  return GLYPH.height / 2 - (clamp(f, height) / height) * (GLYPH.height / 2 - 2)
}

/** Its axes, as the `d` of an SVG path. */
export const activationAxes = `M0 ${GLYPH.height / 2}H${GLYPH.width}M${GLYPH.width / 2} 0V${GLYPH.height}`

const curves = new Map<Activation, string>()

/** The curve of an activation as the `d` of an SVG path. */
export function activationCurve(activation: Activation): string {
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

/** Where on the curve a unit is; null where z or f is beyond all numbers. */
export function placeOnCurve(
  activation: Activation,
  z: number,
): { readonly x: number; readonly y: number } | null {
  const f = activate(activation, z)
  if (!Number.isFinite(z) || !Number.isFinite(f)) return null
  return { x: across(z), y: down(activation, f) }
}
