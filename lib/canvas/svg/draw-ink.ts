import type { Ink } from '@/lib/board'
import { type Box, boxOfCoordinates, unionOf } from '../box'
import { brushStyle } from '../brush'
import { leftStrokes } from '../cuts'
import { inkBoxInWorld } from '../ink'
import { decodeInk } from '../ink-codec'
import { SvgPath, traceOutline } from '../ink-path'
import { type Outline, strokeOutlines } from '../stroke-outline'
import { type Markup, tag } from './markup'
import type { Palette } from './palette'

/** How much of what lies under a highlighter shows through it. */
const HIGHLIGHT = 0.38

/** The outlines of what is left of a stroke, in its own px; none when its bytes are no stroke. */
export function inkOutlines(ink: Ink): readonly Outline[] {
  const points = decodeInk(ink.points)
  if (points === null) return []
  const style = brushStyle(ink.kind, ink.size)
  return leftStrokes(points, ink.cuts).flatMap(stroke => strokeOutlines(stroke, style))
}

export function boxOfInk(ink: Ink, outlines: readonly Outline[]): Box | null {
  const boxes = outlines.map(boxOfCoordinates).filter(box => box !== null)
  const box = unionOf(boxes)
  return box === null ? null : inkBoxInWorld(ink, box)
}

/** A stroke with all its parts in one path, so that a highlighter is no darker where they overlap. */
export function drawnInk(ink: Ink, outlines: readonly Outline[], palette: Palette): Markup {
  const path = new SvgPath()
  for (const outline of outlines) traceOutline(path, outline)
  return tag('path', {
    d: String(path),
    fill: palette.colors[ink.color],
    'fill-opacity': ink.kind === 'highlighter' ? HIGHLIGHT : null,
    transform: `translate(${ink.x} ${ink.y})${ink.scale === 1 ? '' : ` scale(${ink.scale})`}`,
  })
}
