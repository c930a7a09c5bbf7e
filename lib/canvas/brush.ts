/** What ink is drawn with. */
export const BRUSHES = ['pen', 'highlighter', 'laser'] as const
export type Brush = (typeof BRUSHES)[number]

export const BRUSH_SIZES = ['s', 'm', 'l', 'xl'] as const
export type BrushSize = (typeof BRUSH_SIZES)[number]

/** How a brush draws. Lengths in world px at scale 1. */
export interface BrushStyle {
  /** Across the line, at middling pressure. */
  readonly width: number
  /** How much pressure changes the width: 0 not at all, 1 from nothing to twice. */
  readonly thinning: number
  /** Over how long a way the line grows from a point at its start; 0 for a round end. */
  readonly taper: number
}

const WIDTHS: Readonly<Record<Brush, Readonly<Record<BrushSize, number>>>> = {
  pen: { s: 2, m: 3.5, l: 5, xl: 10 },
  highlighter: { s: 12, m: 20, l: 28, xl: 40 },
  laser: { s: 4, m: 6, l: 8, xl: 12 },
}

/** A laser's tail comes to a point; a highlighter is as wide everywhere; only a pen feels pressure. */
export function brushStyle(brush: Brush, size: BrushSize): BrushStyle {
  const width = WIDTHS[brush][size]
  return { width, thinning: brush === 'pen' ? 0.55 : 0, taper: brush === 'laser' ? 20 * width : 0 }
}

/** Half of the greatest width that a line of this brush has, pressed hard: how far ink lies beside its points. */
export const brushReach = ({ width, thinning }: BrushStyle): number => (width / 2) * (1 + thinning)
