import { checked, type Markup, tag } from './markup'

/** A formula as paths, in thousandths of an em with its baseline at 0 and y downwards; lengths in em (`lib/typesetting`). */
export interface TypesetFormula {
  readonly markup: string
  readonly width: number
  readonly height: number
  readonly depth: number
}

/** Gives a formula as paths, or null where it cannot be typeset: then its source is shown. */
export type Typeset = (latex: string, display: boolean) => TypesetFormula | null

/** How far letters lean out of their boxes, in em. What lies further out belongs to no formula and is cut off (threats.md K3). */
const OVERHANG = 0.25

/** A formula with its left end at x and its baseline at y, so many px an em. */
export function drawnFormula(
  formula: TypesetFormula,
  place: { readonly x: number; readonly y: number; readonly size: number; readonly color: string },
): Markup {
  const { markup, width, height, depth } = formula
  const { x, y, size, color } = place
  const [left, top] = [-OVERHANG, -height - OVERHANG]
  const [across, down] = [width + 2 * OVERHANG, height + depth + 2 * OVERHANG]
  return tag(
    'svg',
    {
      x: x + left * size,
      y: y + top * size,
      width: across * size,
      height: down * size,
      viewBox: [left, top, across, down].map(length => Math.round(1000 * length)).join(' '),
      overflow: 'hidden',
      fill: color,
      stroke: color,
      'stroke-width': 0,
    },
    checked(markup),
  )
}
