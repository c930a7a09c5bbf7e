import { type Element, type Holder, isInk, isLine, isWritten } from '@/lib/board'
import type { Placement } from '../anchor'
import { arrowCurve } from '../arrow'
import { type Box, boxAt } from '../box'
import { brushReach, brushStyle } from '../brush'
import {
  arrowSilhouette,
  ellipseSilhouette,
  frameSilhouette,
  inkSilhouette,
  rectangleSilhouette,
  type Silhouette,
} from '../contour'
import { leftStrokes } from '../cuts'
import { decodeInk } from '../ink-codec'
import { LINE_WIDTHS } from '../line-width'
import { TITLE_HEIGHT } from './draw-shapes'

/** Where something lies, and of words how large they were laid out. */
export interface HeldPlace {
  readonly placed: Pick<Placement, 'x' | 'y' | 'end'>
  readonly written: { readonly width: number; readonly height: number } | undefined
}

/** The outline of something that a line holds on to: the line ends there. */
export function heldSilhouette(element: Element, { placed, written }: HeldPlace): Silhouette {
  const reach = LINE_WIDTHS[element.size] / 2
  if (isInk(element)) {
    const ink = decodeInk(element.points)
    const brush = brushReach(brushStyle(element.kind, element.size))
    return ink === null ? [] : inkSilhouette(element, leftStrokes(ink, element.cuts), brush)
  }
  if (isLine(element)) {
    const { x, y, end } = placed
    return arrowSilhouette(arrowCurve({ x, y, end: end ?? element.end, bend: element.bend }), reach)
  }
  if (isWritten(element) || element.kind === 'derivation') {
    const { width, height } = written ?? { width: 0, height: 0 }
    return rectangleSilhouette(boxAt(placed, width, height), rotationOf(element))
  }
  const box: Box = boxAt(element, element.width, element.height)
  switch (element.kind) {
    case 'frame':
      return frameSilhouette(box, { width: element.width, height: TITLE_HEIGHT })
    case 'ellipse':
      return ellipseSilhouette(box, element.rotation, true, reach)
    default:
      return rectangleSilhouette(box, element.rotation, true, element.kind === 'image' ? 0 : reach)
  }
}

/** A derivation stands upright. */
export const rotationOf = (element: Holder): number => ('rotation' in element ? element.rotation : 0)
