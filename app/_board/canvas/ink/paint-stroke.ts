import type { Cut } from '@/lib/board'
import type { Camera } from '@/lib/canvas'
import { type InkColors, strokeColor } from './ink-colors'
import { type PlacedInk, strokeShape } from './stroke-shapes'
import { ThinLines } from './thin-lines'

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

/** Lays the stroke's own px on the canvas' px. */
export function enterStroke(
  context: Context,
  { camera, ratio }: InkView,
  x: number,
  y: number,
  scale: number,
): void {
  const perWorld = camera.zoom * ratio
  const unit = perWorld * scale
  context.setTransform(unit, 0, 0, unit, (x - camera.x) * perWorld, (y - camera.y) * perWorld)
}

/** Paints strokes upon each other; thin lines that follow one another are painted as one. */
export class StrokePainter {
  private readonly thin = new ThinLines()

  /**
   * Paints one stroke, at the latest with `end`; returns what that costs, in points.
   *
   * @param cuts what is cut from it, in the document or while a gesture lasts
   * @param isDimmed it is about to be erased
   */
  paint(
    context: Context,
    view: InkView,
    { element, x, y }: InkInPlace,
    colors: InkColors,
    cuts: readonly Cut[] = element.cuts,
    isDimmed = false,
  ): number {
    const shape = strokeShape(element, cuts, view.camera.zoom)
    const color = strokeColor(colors, element.kind, element.color)
    if (isDimmed) {
      this.end(context)
      context.globalAlpha = DIMMED
    }
    if (shape.kind === 'line') {
      this.thin.add(context, view, { shape, x, y, scale: element.scale, color })
    } else {
      this.end(context)
      enterStroke(context, view, x, y, element.scale)
      if (context.fillStyle !== color) context.fillStyle = color
      context.fill(shape.path)
    }
    if (isDimmed) {
      this.end(context)
      context.globalAlpha = 1
    }
    return shape.cost
  }

  /** Paints what was put off. */
  end(context: Context): void {
    this.thin.paint(context)
  }
}
