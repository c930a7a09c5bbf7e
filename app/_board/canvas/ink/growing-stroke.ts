import type { Color } from '@/lib/board'
import {
  type Box,
  type Brush,
  type BrushSize,
  brushStyle,
  distance,
  expanded,
  GrowingOutline,
  type InkPoints,
  type LiveStart,
  MAX_STROKE_POINTS,
  movedBox,
  type Outline,
  onInkGrid,
  outlineMargin,
  type Point,
  traceOutline,
  type WorldPoint,
} from '@/lib/canvas'

const paths = new WeakMap<Outline, Path2D>()

/** A stroke under the hand: it can be painted after every point, at the cost of its last part. */
export class GrowingStroke {
  readonly x: number
  readonly y: number
  private readonly places: number[] = []
  private readonly pressed: number[] | null
  private readonly outline: GrowingOutline
  private readonly margin: number
  /** Around its points so far, in its own px. */
  private around: Box = { minX: 0, minY: 0, maxX: 0, maxY: 0 }

  /** @param first where it begins; the first point is still to be added. */
  constructor(
    readonly id: string,
    readonly brush: Brush,
    readonly size: BrushSize,
    readonly color: Color,
    first: WorldPoint,
    hasPressure: boolean,
  ) {
    const { x, y } = onInkGrid(first)
    this.x = x
    this.y = y
    this.pressed = hasPressure ? [] : null
    const style = brushStyle(brush, size)
    this.outline = new GrowingOutline(style, hasPressure)
    this.margin = outlineMargin(style)
  }

  /** Around all that it shows, in world px. */
  get box(): Box {
    return expanded(movedBox(this.around, this), this.margin)
  }

  get isFull(): boolean {
    return this.count >= MAX_STROKE_POINTS
  }

  get count(): number {
    return this.places.length / 2
  }

  /** Adds where the hand went, unless that is nearer than `least` (world px) to where it was. */
  add(at: WorldPoint, pressure: number | null, least: number): void {
    if (this.isFull) return
    // As it will be kept, so that the stroke does not change when it is committed.
    const { x, y } = onInkGrid({ x: at.x - this.x, y: at.y - this.y })
    if (this.count > 0 && distance(this.last, { x, y }) < least) return
    this.push(x, y, pressure ?? 0.5)
  }

  /** Adds points of its own px as they came from somebody else. */
  grow({ points, pressures }: InkPoints, until: number): void {
    for (let i = this.count; i < until; i++) {
      this.push(points[2 * i], points[2 * i + 1], pressures?.[i] ?? 0.5)
    }
  }

  /** What presence says of it once for all. */
  get start(): LiveStart {
    const { id, brush, size, color, x, y } = this
    return { id, brush, size, color, x, y }
  }

  get lastPressure(): number | null {
    return this.pressed?.at(-1) ?? null
  }

  ink(): InkPoints {
    return {
      points: Float64Array.from(this.places),
      pressures: this.pressed && Float32Array.from(this.pressed),
    }
  }

  /** The paths to fill, in its own px. */
  paths(): readonly Path2D[] {
    return this.outline.outlines().map(outline => {
      const known = paths.get(outline)
      if (known !== undefined) return known
      const path = new Path2D()
      traceOutline(path, outline)
      paths.set(outline, path)
      return path
    })
  }

  private push(x: number, y: number, pressure: number): void {
    this.places.push(x, y)
    this.pressed?.push(pressure)
    this.outline.add(x, y, pressure)
    const { minX, minY, maxX, maxY } = this.around
    this.around = {
      minX: Math.min(minX, x),
      minY: Math.min(minY, y),
      maxX: Math.max(maxX, x),
      maxY: Math.max(maxY, y),
    }
  }

  private get last(): Point {
    return { x: this.places.at(-2) ?? 0, y: this.places.at(-1) ?? 0 }
  }
}
