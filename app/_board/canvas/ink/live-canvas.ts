import { type Box, unionOf, type Viewport } from '@/lib/canvas'
import { type InkColors, strokeColor } from './ink-colors'
import { livePart, type Part } from './live-part'
import type { LiveStrokes } from './live-strokes'
import { type Context, enterStroke, type InkInPlace, type InkView, StrokePainter } from './paint-stroke'

/** What lies over the picture of a layer and is painted anew in every frame in which it moves. */
export interface LiveContents {
  readonly kind: 'pen' | 'highlighter'
  readonly strokes: LiveStrokes
  /** Strokes of the document that a gesture shows elsewhere, or otherwise. */
  readonly changed: readonly InkInPlace[]
}

/**
 * The canvas on which ink moves: strokes under the hand, those of the others, lasers, and what is being changed. It lies over no more of
 * the window than a stroke that grows needs, for every frame costs what the bitmap is large.
 */
export class LiveCanvas {
  readonly canvas = document.createElement('canvas')
  private readonly context: Context
  private readonly painter = new StrokePainter()
  private isBlank = true
  /** The size of the window, in device px. */
  private window: Viewport = { width: 1, height: 1 }
  /** Where the canvas lies. */
  private part: Part | null = null

  constructor(parent: HTMLElement) {
    const context = this.canvas.getContext('2d')
    if (context === null) throw new Error('This browser gives no canvas to draw on.')
    this.context = context
    const { style } = this.canvas
    style.position = 'absolute'
    style.visibility = 'hidden'
    parent.append(this.canvas)
  }

  resize({ width, height }: Viewport, ratio: number): void {
    this.window = {
      width: Math.max(1, Math.round(width * ratio)),
      height: Math.max(1, Math.round(height * ratio)),
    }
    this.part = null
    this.isBlank = true
  }

  paint(view: InkView, { kind, strokes, changed }: LiveContents, colors: InkColors, now: number): void {
    const growing = strokes.strokes(kind)
    const lasers = kind === 'pen' ? strokes.lasers() : []
    const isNothing = growing.length + lasers.length + changed.length === 0
    if (isNothing && this.isBlank) return
    const { width, height } = this.window
    const whole = { minX: 0, minY: 0, maxX: width, maxY: height }
    const isAnywhere = lasers.length + changed.length > 0
    const box = isAnywhere ? whole : unionOf(growing.map(stroke => onWindow(stroke.box, view)))
    const part = box && livePart(this.isBlank ? null : this.part, box, this.window)
    if (part !== null) this.layOver(part, view.ratio)
    const { context } = this
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.canvas.width, this.canvas.height)
    context.lineCap = 'round'
    context.lineJoin = 'round'
    const seen = this.seenFrom(view)
    for (const stroke of changed) this.painter.paint(context, seen, stroke, colors)
    this.painter.end(context)
    for (const stroke of growing) {
      enterStroke(context, seen, stroke.x, stroke.y, 1)
      context.fillStyle = strokeColor(colors, kind, stroke.color)
      for (const path of stroke.paths()) context.fill(path)
    }
    for (const trail of lasers) {
      enterStroke(context, seen, trail.stroke.x, trail.stroke.y, 1)
      context.fillStyle = colors.laser
      context.fill(trail.path(now))
    }
    this.isBlank = isNothing
    // A canvas with nothing on it is not to be laid over the others in every frame.
    this.canvas.style.visibility = part === null ? 'hidden' : 'visible'
  }

  private layOver(part: Part, ratio: number): void {
    if (part === this.part) return
    this.part = part
    this.canvas.width = part.width
    this.canvas.height = part.height
    const { style } = this.canvas
    style.left = `${part.x / ratio}px`
    style.top = `${part.y / ratio}px`
    style.width = `${part.width / ratio}px`
    style.height = `${part.height / ratio}px`
  }

  /** The view as the part of the window under the canvas has it. */
  private seenFrom({ camera, ratio }: InkView): InkView {
    const { x, y } = this.part ?? { x: 0, y: 0 }
    const perWorld = camera.zoom * ratio
    return { camera: { ...camera, x: camera.x + x / perWorld, y: camera.y + y / perWorld }, ratio }
  }
}

/** A box of the world in device px of the window. */
function onWindow({ minX, minY, maxX, maxY }: Box, { camera, ratio }: InkView): Box {
  const perWorld = camera.zoom * ratio
  return {
    minX: (minX - camera.x) * perWorld,
    minY: (minY - camera.y) * perWorld,
    maxX: (maxX - camera.x) * perWorld,
    maxY: (maxY - camera.y) * perWorld,
  }
}
