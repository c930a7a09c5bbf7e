import { getStroke } from 'perfect-freehand'
import { type BrushStyle, brushReach } from './brush'
import { type InkPoints, pointCount } from './ink'

/** The outline of a stroke, or of a part of it: a closed polygon x₀, y₀, x₁, y₁, … to be filled by the nonzero rule. */
export type Outline = Float32Array

/** Long strokes are outlined in parts of this many points, so that a growing one costs its last part alone. */
const PART = 256
/** Points that a part has in common with the one before, which cover the seam. */
const OVERLAP = 16
/** How closely the line follows the hand: the way that it goes towards each next point. */
const FOLLOWING = 0.6
/** What is pressed where nothing is known, and how quickly the pace of a hand changes it. */
const MIDDLING = 0.5
const PACE_WEIGHT = 0.275

/**
 * The outlines of a stroke, one for each 256 points, from its points as drawn. Where it recorded pressure, that makes
 * the width; else the pace of the hand does. A part that is full never changes as the stroke grows, so a stroke that is being
 * drawn and the same one when it is done look alike.
 */
export function strokeOutlines(ink: InkPoints, style: BrushStyle): readonly Outline[] {
  const growing = new GrowingOutline(style, ink.pressures !== null)
  for (let i = 0; i < pointCount(ink.points); i++) {
    growing.add(ink.points[2 * i], ink.points[2 * i + 1], ink.pressures?.[i] ?? 0)
  }
  return growing.outlines()
}

/** The outlines of a stroke that is being drawn. Adding a point and asking for them costs the last part at most. */
export class GrowingOutline {
  private readonly full: Outline[] = []
  /** The points of the part that grows, smoothed, each with its pressure, as the outliner takes them. */
  private part: number[][] = []
  private lastX = 0
  private lastY = 0

  constructor(
    private readonly style: BrushStyle,
    private readonly hasPressure: boolean,
  ) {}

  /** Adds a point in the stroke's own px, with its pressure 0…1 where there is any. */
  add(x: number, y: number, pressure: number): void {
    this.lastX = x
    this.lastY = y
    const before = this.part.at(-1)
    if (before === undefined) {
      this.part.push([x, y, this.hasPressure ? pressure : MIDDLING])
      return
    }
    const step = [(x - before[0]) * FOLLOWING, (y - before[1]) * FOLLOWING]
    const pressed = this.hasPressure ? pressure : this.pressureOfPace(before[2], Math.hypot(step[0], step[1]))
    this.part.push([before[0] + step[0], before[1] + step[1], pressed])
    if (this.part.length < PART) return
    this.full.push(this.outlineOf(this.part))
    this.part = this.part.slice(-OVERLAP)
  }

  /** The outlines now: those of full parts, the same objects each time, and that of the last part. */
  outlines(): readonly Outline[] {
    if (this.part.length === 0) return []
    // The line lags behind the hand; its end is where the hand is.
    const pressure = this.part[this.part.length - 1][2]
    const part = [...this.part.slice(0, -1), [this.lastX, this.lastY, pressure]]
    return [...this.full, this.outlineOf(part)]
  }

  /**
   * As perfect-freehand does it: a slow hand presses hard, a fast one lightly, and it takes a way to change. Done here, so
   * that a part goes on with the width that the one before ended with.
   */
  private pressureOfPace(before: number, way: number): number {
    const pace = Math.min(1, way / this.style.width)
    return before + (1 - pace - before) * pace * PACE_WEIGHT
  }

  private outlineOf(part: number[][]): Outline {
    const isFirst = this.full.length === 0
    const { width, thinning, taper } = this.style
    const polygon = getStroke(part, {
      size: width,
      thinning,
      streamline: 0,
      smoothing: 0.5,
      simulatePressure: false,
      start: isFirst && taper > 0 ? { taper } : { cap: true },
      end: { cap: true },
      last: true,
    })
    const outline = new Float32Array(2 * polygon.length)
    for (let i = 0; i < polygon.length; i++) {
      outline[2 * i] = polygon[i][0]
      outline[2 * i + 1] = polygon[i][1]
    }
    return outline
  }
}

/** How far the ink of a stroke reaches from its points at most, in its own px: the margin of its box. */
export const outlineMargin = (style: BrushStyle): number => brushReach(style) + 1
