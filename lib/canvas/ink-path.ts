import type { Coordinates } from './box'
import { pointCount } from './ink'

/** What lines are drawn into: a Path2D, or the context of a canvas. */
export interface PathSink {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void
  closePath(): void
}

/** Draws a closed polygon with its corners rounded: curves from the middle of each side to that of the next. */
export function traceOutline(sink: PathSink, outline: Coordinates): void {
  const count = pointCount(outline)
  if (count < 3) return
  let [x, y] = [outline[2 * count - 2], outline[2 * count - 1]]
  sink.moveTo((x + outline[0]) / 2, (y + outline[1]) / 2)
  for (let i = 0; i < count; i++) {
    x = outline[2 * i]
    y = outline[2 * i + 1]
    const next = i + 1 === count ? 0 : i + 1
    sink.quadraticCurveTo(x, y, (x + outline[2 * next]) / 2, (y + outline[2 * next + 1]) / 2)
  }
  sink.closePath()
}

/** Draws an open line through the middles between its points, from its first to its last, to be stroked in one width. */
export function traceLine(sink: PathSink, line: Coordinates): void {
  const count = pointCount(line)
  if (count === 0) return
  sink.moveTo(line[0], line[1])
  for (let i = 1; i < count - 1; i++) {
    const [x, y] = [line[2 * i], line[2 * i + 1]]
    sink.quadraticCurveTo(x, y, (x + line[2 * i + 2]) / 2, (y + line[2 * i + 3]) / 2)
  }
  sink.lineTo(line[2 * count - 2], line[2 * count - 1]) // A dot too: round caps make it one.
}

/** A sink that writes the `d` of an SVG path, with `digits` decimals. */
export class SvgPath implements PathSink {
  private readonly parts: string[] = []

  constructor(private readonly digits = 2) {}

  moveTo(x: number, y: number): void {
    this.parts.push(`M${this.pair(x, y)}`)
  }

  lineTo(x: number, y: number): void {
    this.parts.push(`L${this.pair(x, y)}`)
  }

  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void {
    this.parts.push(`Q${this.pair(controlX, controlY)} ${this.pair(x, y)}`)
  }

  closePath(): void {
    this.parts.push('Z')
  }

  toString(): string {
    return this.parts.join('')
  }

  private pair(x: number, y: number): string {
    return `${this.short(x)} ${this.short(y)}`
  }

  private short(value: number): string {
    return String(Number(value.toFixed(this.digits)))
  }
}
