import type { PixelSize } from '@/lib/canvas'

/** What an SVG says of its own size. */
export interface SvgClaims {
  readonly width: string | null
  readonly height: string | null
  readonly viewBox: string | null
}

/** What an SVG is that says nothing of its size: as in every browser. */
const USUAL: PixelSize = { width: 300, height: 150 }

const PIXELS_OF_UNIT = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
} as const

/** The size of an SVG in CSS px, by its width and height, else the shape of its view box. Always more than nothing. */
export function svgSize({ width, height, viewBox }: SvgClaims): PixelSize {
  const [wide, high] = [lengthOf(width), lengthOf(height)]
  const box = boxOf(viewBox)
  const shape = box === null ? USUAL.width / USUAL.height : box.width / box.height
  if (wide !== null && high !== null) return { width: wide, height: high }
  if (wide !== null) return { width: wide, height: wide / shape }
  if (high !== null) return { width: high * shape, height: high }
  return box ?? USUAL
}

function lengthOf(text: string | null): number | null {
  const match = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|)\s*$/i.exec(text ?? '')
  if (match === null) return null
  const unit = Object.entries(PIXELS_OF_UNIT).find(([name]) => name === match[2].toLowerCase())
  return positive(Number(match[1]) * (unit?.[1] ?? 1))
}

function boxOf(text: string | null): PixelSize | null {
  const [, , width, height] = (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [wide, high] = [positive(width), positive(height)]
  return wide === null || high === null ? null : { width: wide, height: high }
}

/** What no drawing is larger or smaller than counts as nothing said. */
const positive = (value: number | undefined): number | null =>
  value !== undefined && value >= 1e-3 && value <= 1e6 ? value : null

/** The size in which an SVG is put on the board: what says that it is a kilometre wide is as large as a screen. */
export function shownSize({ width, height }: PixelSize): PixelSize {
  const share = Math.min(1, LONGEST / Math.max(width, height))
  return { width: Math.max(1, width * share), height: Math.max(1, height * share) }
}

/** The longest side of the picture that is made of an SVG, in pixels. */
const LONGEST = 2048
/** Pixels for each CSS px, so that a drawing stays sharp when one looks closer. */
const SHARPNESS = 2

/** The pixels into which an SVG of a size in CSS px is drawn. */
export function svgPixels({ width, height }: PixelSize): PixelSize {
  const share = Math.min(SHARPNESS, LONGEST / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) }
}
