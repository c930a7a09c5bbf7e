import type { Context, InkView } from './paint-stroke'
import type { LineShape } from './stroke-shapes'

/** A stroke that is so thin on the screen that it is a line, and where it lies. */
export interface ThinLine {
  readonly shape: LineShape
  readonly x: number
  readonly y: number
  readonly scale: number
  /** A CSS colour. */
  readonly color: string
}

/** No line is thinner than this, in device px: it would be lost. */
const THINNEST = 0.7
/** So many lines are painted as one: of more of them, the painter of the browser gets slow. */
const MOST = 64

/**
 * Thin lines that are painted together, which takes a fraction of the time: those that lie upon each other, of one colour
 * and width. Where they cross they look as if they had been painted one by one.
 */
export class ThinLines {
  private count = 0
  private color = ''
  /** Device px. */
  private width = 0

  add(context: Context, view: InkView, { shape, x, y, scale, color }: ThinLine): void {
    const { camera, ratio } = view
    const perWorld = camera.zoom * ratio
    const unit = perWorld * scale
    const width = Math.max(shape.width * unit, THINNEST)
    if (color !== this.color || width !== this.width || this.count >= MOST) this.paint(context)
    if (this.count === 0) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.beginPath()
    }
    this.count++
    this.color = color
    this.width = width
    const [left, top] = [(x - camera.x) * perWorld, (y - camera.y) * perWorld]
    for (const line of shape.lines) {
      context.moveTo(left + line[0] * unit, top + line[1] * unit)
      for (let i = 2; i < line.length; i += 2) context.lineTo(left + line[i] * unit, top + line[i + 1] * unit)
      if (line.length === 2) context.lineTo(left + line[0] * unit, top + line[1] * unit)
    }
  }

  /** Paints those that were added since the last time. */
  paint(context: Context): void {
    if (this.count === 0) return
    this.count = 0
    context.strokeStyle = this.color
    context.lineWidth = this.width
    context.stroke()
  }
}
