import type { Frame, ImageElement, Line, Shape } from '@/lib/board'
import { type ArrowCurve, arrowHead, LINE_WIDTHS } from '@/lib/canvas'
import type { ImageLook } from '../images/board-images'
import { FRAME_TITLE_HEIGHT } from '../places/shape-of'

/** What these layers draw. */
export type Drawable = Shape | Line | ImageElement | Frame

/** A piece of SVG in world px; `role` says how the style sheet paints it. */
export interface Part {
  readonly tag: 'rect' | 'ellipse' | 'path' | 'circle' | 'image' | 'text' | 'svg'
  readonly role?: 'edge' | 'line' | 'ring' | 'words' | 'picture' | 'missing' | 'frame' | 'title'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly text?: string
  readonly parts?: readonly Part[]
}

interface Boxed {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A rectangle or an ellipse. */
export function shapeFigure({ kind, fill, size, x, y, width, height }: Shape): readonly Part[] {
  const common = { 'stroke-width': LINE_WIDTHS[size], 'data-fill': fill }
  const [rx, ry] = [width / 2, height / 2]
  return kind === 'rectangle'
    ? [
        {
          tag: 'rect',
          role: 'edge',
          attributes: { ...common, x, y, width, height, rx: corner(width, height) },
        },
      ]
    : [{ tag: 'ellipse', role: 'edge', attributes: { ...common, cx: x + rx, cy: y + ry, rx, ry } }]
}

/** Corners are a little round, as a hand draws them. */
const corner = (width: number, height: number): number => Math.min(6, width / 4, height / 4)

/** What has become of an end of a line that held on to something which is gone. */
export interface LostEnd {
  readonly at: 'start' | 'end'
  /** Said beside it; null where the ring is enough. */
  readonly words: string | null
}

/** An arrow or a line along the part of its way that shows. Where an end has lost its hold, it is dashed and that end has a ring. */
export function lineFigure(
  { size, heads }: Pick<Line, 'size' | 'heads'>,
  curve: ArrowCurve,
  lost: readonly LostEnd[],
): readonly Part[] {
  const width = LINE_WIDTHS[size]
  const line = { 'stroke-width': width, ...(lost.length > 0 && { 'stroke-dasharray': `${2 * width + 4}` }) }
  const parts: Part[] = [{ tag: 'path', role: 'line', attributes: { ...line, d: pathOfCurve(curve) } }]
  for (const at of ['start', 'end'] as const) {
    if (heads !== at && heads !== 'both') continue
    const d = pathOfPoints(arrowHead(curve, at, width))
    parts.push({ tag: 'path', role: 'line', attributes: { 'stroke-width': width, d } })
  }
  for (const { at, words } of lost) {
    const { x, y } = curve[at]
    parts.push({ tag: 'circle', role: 'ring', attributes: { cx: x, cy: y, r: 5 } })
    if (words !== null) {
      parts.push({ tag: 'text', role: 'words', attributes: { x: x + 10, y: y + 4 }, text: words })
    }
  }
  return parts
}

const pathOfCurve = ({ start, control, end }: ArrowCurve): string =>
  `M${short(start.x)} ${short(start.y)}Q${short(control.x)} ${short(control.y)} ${short(end.x)} ${short(end.y)}`

const pathOfPoints = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('')

/** A thousandth of a px is more than any zoom shows. */
const short = (value: number): number => Math.round(value * 1000) / 1000

/** An image; where it cannot be shown, why, within its box. */
export function imageFigure({ x, y, width, height }: Boxed, look: ImageLook): readonly Part[] {
  const box = { x, y, width, height }
  if (look.state === 'shown') {
    const attributes = { ...box, href: look.url, preserveAspectRatio: 'none', role: 'img' }
    return [
      {
        tag: 'image',
        role: 'picture',
        attributes: { ...attributes, 'aria-label': labelOfImage(width, height) },
      },
    ]
  }
  const missing: Part = { tag: 'rect', role: 'missing', attributes: { ...box, 'data-state': look.state } }
  if (look.state === 'loading') return [missing]
  const words: Part = {
    tag: 'text',
    role: 'words',
    attributes: { x: width / 2, y: height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'middle' },
    text: look.words,
  }
  return [missing, { tag: 'svg', attributes: { ...box, overflow: 'hidden' }, parts: [words] }]
}

const labelOfImage = (width: number, height: number): string =>
  `Image, ${Math.round(width)} by ${Math.round(height)}`

/** A frame, with its title above it; one that has none is called what it is. The title ends where the frame does. */
export function frameFigure({ x, y, width, height, title }: Frame): readonly Part[] {
  const room = { x, y: y - FRAME_TITLE_HEIGHT, width, height: FRAME_TITLE_HEIGHT, overflow: 'hidden' }
  const words: Part = {
    tag: 'text',
    role: 'title',
    attributes: { x: 2, y: FRAME_TITLE_HEIGHT - 8 },
    text: title === '' ? UNTITLED_FRAME : title,
  }
  return [
    { tag: 'rect', role: 'frame', attributes: { x, y, width, height, rx: 4 } },
    { tag: 'svg', attributes: room, parts: [words] },
  ]
}

/** What a frame without a title is called. */
export const UNTITLED_FRAME = 'Frame'

/** How something is turned about the middle of its box (radians), as SVG says it; empty when it is not. */
export const turnOf = ({ x, y, width, height }: Boxed, rotation: number): string =>
  rotation === 0 ? '' : `rotate(${(rotation * 180) / Math.PI} ${x + width / 2} ${y + height / 2})`
