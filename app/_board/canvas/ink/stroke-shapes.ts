import { type Cut, type Ink, isInk } from '@/lib/board'
import {
  type BrushStyle,
  brushStyle,
  type Coordinates,
  detailLevel,
  type InkPoints,
  inkAtDetail,
  leftStrokes,
  pointCount,
  strokeOutlines,
  traceOutline,
} from '@/lib/canvas'
import type { PlacedElement } from '../places/places'
import { inkOf } from '../places/shape-of'

/** Ink where it lies on the board. */
export type PlacedInk = PlacedElement & { readonly element: Ink }

export const isPlacedInk = (placed: PlacedElement): placed is PlacedInk => isInk(placed.element)

/** What a stroke is painted with at a level of detail, in its own px, seen from its first point: its outline, or thin lines. */
export type StrokeShape = OutlineShape | LineShape

interface OutlineShape {
  readonly kind: 'outline'
  readonly path: Path2D
  /** What it costs to paint, about, in points. */
  readonly cost: number
}

/** Straight from point to point: what is left of them lies closer to the true line than a pixel. */
export interface LineShape {
  readonly kind: 'line'
  readonly lines: readonly Coordinates[]
  readonly width: number
  readonly cost: number
}

/** A line that is thinner than this on the screen, in px, is drawn as one: nobody sees its width change. */
const THIN = 1.6

/** One stroke's shapes: the true one, and one that is coarse enough for where the board is zoomed out to. */
interface Shapes {
  readonly brush: string
  readonly cuts: readonly Cut[]
  fine: StrokeShape | null
  coarse: { readonly level: number; readonly shape: StrokeShape } | null
}

/** By the points, which never change: a stroke that is moved or coloured keeps its shapes. */
const known = new WeakMap<Uint8Array, Shapes>()

/** The shape of a stroke at a zoom, made when it is first wanted. `cuts` are those of the element, or what a preview shows. */
export function strokeShape(element: Ink, cuts: readonly Cut[], zoom: number): StrokeShape {
  const { kind, size, points } = element
  const level = detailLevel(zoom * element.scale)
  let shapes = known.get(points)
  if (shapes?.brush !== kind + size || !areSame(shapes.cuts, cuts)) {
    shapes = { brush: kind + size, cuts, fine: null, coarse: null }
    known.set(points, shapes)
  }
  if (level === 0) {
    shapes.fine ??= shapeOf(element, cuts, 0)
    return shapes.fine
  }
  if (shapes.coarse?.level !== level) shapes.coarse = { level, shape: shapeOf(element, cuts, level) }
  return shapes.coarse.shape
}

function areSame(a: readonly Cut[], b: readonly Cut[]): boolean {
  return (
    a === b || (a.length === b.length && a.every(({ from, to }, i) => from === b[i].from && to === b[i].to))
  )
}

function shapeOf({ kind, size, points }: Ink, cuts: readonly Cut[], level: number): StrokeShape {
  const ink = inkOf(points)
  const left = ink === null ? [] : leftStrokes(ink, cuts).map(part => inkAtDetail(part, level))
  const style = brushStyle(kind, size)
  return style.width / 2 ** level < THIN && level > 0 ? lineShape(left, style) : outlineShape(left, style)
}

function outlineShape(strokes: readonly InkPoints[], style: BrushStyle): StrokeShape {
  const path = new Path2D()
  let cost = STROKE_COST
  for (const stroke of strokes) {
    for (const outline of strokeOutlines(stroke, style)) {
      traceOutline(path, outline)
      cost += pointCount(outline)
    }
  }
  return { kind: 'outline', path, cost }
}

function lineShape(strokes: readonly InkPoints[], { width }: BrushStyle): StrokeShape {
  const lines = strokes.map(({ points }) => Float32Array.from(points))
  const cost = lines.reduce((sum, line) => sum + pointCount(line), LINE_COST)
  return { kind: 'line', lines, width, cost }
}

/** What any stroke costs besides its points; thin lines are painted many at a time. */
const STROKE_COST = 8
const LINE_COST = 2
