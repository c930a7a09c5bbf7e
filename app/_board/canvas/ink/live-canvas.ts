import type { Viewport } from '@/lib/canvas'
import type { InkColors } from './ink-colors'
import type { LiveStrokes } from './live-strokes'
import { type Context, enterStroke, type InkInPlace, type InkView, paintStroke } from './paint-stroke'

/** What lies over the picture of a layer and is painted anew in every frame in which it moves. */
export interface LiveContents {
  readonly kind: 'pen' | 'highlighter'
  readonly strokes: LiveStrokes
  /** Strokes of the document that a gesture shows elsewhere, or otherwise. */
  readonly changed: readonly InkInPlace[]
}

/** The canvas on which ink moves: strokes under the hand, those of the others, lasers, and what is being changed. */
export class LiveCanvas {
  readonly canvas = document.createElement('canvas')
  private readonly context: Context
  private isBlank = true

  constructor(parent: HTMLElement) {
    const context = this.canvas.getContext('2d')
    if (context === null) throw new Error('This browser gives no canvas to draw on.')
    this.context = context
    const { style } = this.canvas
    style.position = 'absolute'
    style.inset = '0'
    style.width = '100%'
    style.height = '100%'
    style.visibility = 'hidden'
    parent.append(this.canvas)
  }

  resize({ width, height }: Viewport, ratio: number): void {
    this.canvas.width = Math.max(1, Math.round(width * ratio))
    this.canvas.height = Math.max(1, Math.round(height * ratio))
    this.isBlank = true
  }

  paint(view: InkView, { kind, strokes, changed }: LiveContents, colors: InkColors, now: number): void {
    const growing = strokes.strokes(kind)
    const lasers = kind === 'pen' ? strokes.lasers() : []
    const isNothing = growing.length + lasers.length + changed.length === 0
    if (isNothing && this.isBlank) return
    const { context } = this
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    context.lineCap = 'round'
    context.lineJoin = 'round'
    for (const stroke of changed) paintStroke(context, view, stroke, colors)
    for (const stroke of growing) {
      enterStroke(context, view, stroke.x, stroke.y, 1)
      context.fillStyle = colors[stroke.color]
      for (const path of stroke.paths()) context.fill(path)
    }
    for (const trail of lasers) {
      enterStroke(context, view, trail.stroke.x, trail.stroke.y, 1)
      context.fillStyle = colors.laser
      context.fill(trail.path(now))
    }
    this.isBlank = isNothing
    // A canvas with nothing on it is not to be laid over the others in every frame.
    this.canvas.style.visibility = isNothing ? 'hidden' : 'visible'
  }
}
