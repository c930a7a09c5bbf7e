import { INK_GRID, type InkPoints, pointCount } from './ink'

/**
 * A stroke as bytes. The first is the version, with 16 added when there is pressure. Points follow, the
 * first of which is always 0, 0 and left out: of each the distance, in eighths of a px, from where it would lie if the
 * hand went on as it did (2p₋₁ − p₋₂), as zigzag varints. A smooth hand costs a byte a coordinate. Pressure takes four
 * bits a point: a byte before every second point holds that of two.
 */
const VERSION = 1
const PRESSURE = 0x10

/** What of a stroke is kept and shown. */
export const MAX_STROKE_POINTS = 10_000
/** How far a point may lie from the first: twice what a board measures, in eighths of a px. */
const FARTHEST = 2e7 / INK_GRID

/**
 * The changes of pressure from one point to the next, in 1/128, that four bits can name. The encoder takes the one that
 * comes nearest to the truth from what the decoder has, so nothing adds up.
 */
const PRESSURE_STEPS = [-40, -24, -14, -8, -5, -3, -2, -1, 0, 1, 2, 3, 6, 11, 20, 36] as const
const SAME_PRESSURE = 8
const FULL_PRESSURE = 128
const FIRST_PRESSURE = 64

/** The bytes of a stroke, of its first 10,000 points, which are put on the grid of ink. Any points give bytes. */
export function encodeInk({ points, pressures }: InkPoints): Uint8Array {
  const count = Math.min(MAX_STROKE_POINTS, pointCount(points))
  const bytes = [pressures === null ? VERSION : VERSION | PRESSURE]
  let [x, y, stepX, stepY] = [0, 0, 0, 0]
  let pressure = FIRST_PRESSURE
  const pressureStep = (wanted: number): number => {
    const step = nearestStep(wanted * FULL_PRESSURE - pressure)
    pressure = pressed(pressure, step)
    return step
  }
  for (let i = 0; i < count; i++) {
    if (pressures !== null && i % 2 === 0) {
      const first = pressureStep(pressures[i])
      const second = i + 1 < count ? pressureStep(pressures[i + 1]) : 0
      bytes.push(first | (second << 4))
    }
    if (i === 0) continue
    const nextX = inEighths(points[2 * i] - points[0])
    const nextY = inEighths(points[2 * i + 1] - points[1])
    writeSigned(bytes, nextX - x - stepX)
    writeSigned(bytes, nextY - y - stepY)
    stepX = nextX - x
    stepY = nextY - y
    x = nextX
    y = nextY
  }
  return Uint8Array.from(bytes)
}

/**
 * The stroke in these bytes, or null when they are of another kind or version. Whatever they hold, it takes time and memory
 * for at most 10,000 points; where they break off or lead beyond the board, the points before stay.
 */
export function decodeInk(bytes: Uint8Array): InkPoints | null {
  const hasPressure = bytes[0] === (VERSION | PRESSURE)
  if (!hasPressure && bytes[0] !== VERSION) return null
  // A point takes two bytes or more, and with pressure half a byte besides: most strokes fill this exactly.
  const most = Math.floor(hasPressure ? (bytes.length + 1) / 2.5 : (bytes.length + 1) / 2)
  const room = Math.max(1, Math.min(MAX_STROKE_POINTS, most))
  const points = new Float64Array(2 * room)
  const pressures = hasPressure ? new Float32Array(room) : null
  const reader = new InkReader(bytes, 1)
  let [x, y, stepX, stepY] = [0, 0, 0, 0]
  let pressure = FIRST_PRESSURE
  let pair = 0
  let count = 0
  for (; count < room; count++) {
    if (hasPressure && count % 2 === 0) pair = reader.byte()
    if (count > 0) {
      stepX += reader.signed()
      stepY += reader.signed()
      x += stepX
      y += stepY
      if (!(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST)) break // Not a number where the bytes break off.
      points[2 * count] = x * INK_GRID
      points[2 * count + 1] = y * INK_GRID
    }
    if (pressures !== null) {
      pressure = pressed(pressure, count % 2 === 0 ? pair & 15 : pair >> 4)
      pressures[count] = pressure / FULL_PRESSURE
    }
  }
  return count === room ? { points, pressures } : firstOf({ points, pressures }, count)
}

const firstOf = ({ points, pressures }: InkPoints, count: number): InkPoints => ({
  points: points.slice(0, 2 * count),
  pressures: pressures?.slice(0, count) ?? null,
})

/** Reads bytes from a place on. */
class InkReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  /** The next byte, or one that changes no pressure where there is none. */
  byte(): number {
    return this.at < this.bytes.length ? this.bytes[this.at++] : SAME_PRESSURE | (SAME_PRESSURE << 4)
  }

  /** The next whole number, or NaN where the bytes break off or a number is longer than any that is written. */
  signed(): number {
    const first = this.bytes[this.at]
    if (first < 128) {
      this.at++
      return (first >>> 1) ^ -(first & 1) // Nearly always: a byte, without any loop.
    }
    return this.longSigned()
  }

  private longSigned(): number {
    let zigzag = 0
    for (let place = 1; place <= 2 ** 28; place *= 128) {
      if (this.at >= this.bytes.length) return Number.NaN
      const byte = this.bytes[this.at++]
      zigzag += (byte & 127) * place
      if (byte < 128) return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2
    }
    return Number.NaN
  }
}

const inEighths = (length: number): number =>
  Number.isNaN(length) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(length / INK_GRID)))

/** A whole number as 1 to 5 bytes of seven bits, the lowest first, small ones of either sign in one. */
function writeSigned(bytes: number[], value: number): void {
  let left = value >= 0 ? 2 * value : -2 * value - 1
  while (left >= 128) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  bytes.push(left)
}

function nearestStep(change: number): number {
  let nearest = 0
  for (let i = 1; i < PRESSURE_STEPS.length; i++) {
    if (Math.abs(PRESSURE_STEPS[i] - change) < Math.abs(PRESSURE_STEPS[nearest] - change)) nearest = i
  }
  return nearest
}

function pressed(before: number, step: number): number {
  const pressure = before + PRESSURE_STEPS[step]
  return pressure < 0 ? 0 : pressure > FULL_PRESSURE ? FULL_PRESSURE : pressure
}
