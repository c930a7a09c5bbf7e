import type { Cut } from '@/lib/board'
import type { Camera } from '@/lib/canvas'
import type { InkColors } from './ink-colors'
import { type PlacedInk, type StrokeShape, strokeShape } from './stroke-shapes'

export type Context = CanvasRenderingContext2D

/** A stroke and where it lies. */
export type InkInPlace = Pick<PlacedInk, 'element' | 'x' | 'y'>

/** The view that ink is painted for: the camera, and device px per screen px. */
export interface InkView {
  readonly camera: Camera
  readonly ratio: number
}

/** What is about to be erased shows through. */
const DIMMED = 0.25
/** No line is thinner than this, in device px: it would be lost. */
const THINNEST = 0.7

/** Lays the stroke's own px on the canvas' px. */
export function enterStroke(
  context: Context,
  { camera, ratio }: InkView,
  x: number,
  y: number,
  scale: number,
) {
  const perWorld = camera.zoom * ratio
  const unit = perWorld * scale
  context.setTransform(unit, 0, 0, unit, (x - camera.x) * perWorld, (y - camera.y) * perWorld)
  return unit
}

/**
 * Paints one stroke; returns what that cost, in points.
 *
 * @param cuts what is cut from it, in the document or while a gesture lasts
 * @param isDimmed it is about to be erased
 */
export function paintStroke(
  context: Context,
  view: InkView,
  { element, x, y }: InkInPlace,
  colors: InkColors,
  cuts: readonly Cut[] = element.cuts,
  isDimmed = false,
): number {
  const shape: StrokeShape = strokeShape(element, cuts, view.camera.zoom)
  const unit = enterStroke(context, view, x, y, element.scale)
  const color = colors[element.color]
  if (isDimmed) context.globalAlpha = DIMMED
  if (shape.lineWidth === null) {
    if (context.fillStyle !== color) context.fillStyle = color
    context.fill(shape.path)
  } else {
    if (context.strokeStyle !== color) context.strokeStyle = color
    context.lineWidth = Math.max(shape.lineWidth, THINNEST / unit)
    context.stroke(shape.path)
  }
  if (isDimmed) context.globalAlpha = 1
  return shape.cost
}
