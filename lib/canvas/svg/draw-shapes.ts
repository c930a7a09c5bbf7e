import type { Frame, Heads, ImageElement, Shape, Size } from '@/lib/board'
import { type ArrowCurve, arrowHead } from '../arrow'
import { LINE_WIDTHS } from '../line-width'
import type { Point } from '../point'
import { drawnWords, type Lettering, type Measure } from './lettering'
import { type Markup, NOTHING, short, tag, text } from './markup'
import type { Palette } from './palette'

/** How much of its colour fills a tinted shape. */
const TINT = 0.12

/** A turn about the middle of a box, as SVG writes it; null for none. */
export const turnOf = (
  rotation: number,
  { x, y, width, height }: Point & { width: number; height: number },
) =>
  rotation === 0
    ? null
    : `rotate(${short((rotation * 180) / Math.PI)} ${short(x + width / 2)} ${short(y + height / 2)})`

export function drawnShape(shape: Shape, palette: Palette): Markup {
  const { kind, x, y, width, height, size, fill } = shape
  const color = palette.colors[shape.color]
  const style = {
    stroke: color,
    'stroke-width': LINE_WIDTHS[size],
    fill: fill === 'tint' ? color : 'none',
    'fill-opacity': fill === 'tint' ? TINT : null,
    transform: turnOf(shape.rotation, shape),
  }
  const corner = Math.min(6, width / 4, height / 4)
  return kind === 'rectangle'
    ? tag('rect', { x, y, width, height, rx: corner, 'stroke-linejoin': 'round', ...style })
    : tag('ellipse', { cx: x + width / 2, cy: y + height / 2, rx: width / 2, ry: height / 2, ...style })
}

export function drawnLine(
  curve: ArrowCurve,
  { color, size, heads, lost }: { color: string; size: Size; heads: Heads; lost: boolean },
): Markup {
  const width = LINE_WIDTHS[size]
  const { start, control, end } = curve
  const way = `M${pair(start)}Q${pair(control)} ${pair(end)}`
  const tips = (['start', 'end'] as const).filter(at => heads === at || heads === 'both')
  const head = tips.map(at => `M${arrowHead(curve, at, width).map(pair).join('L')}`).join('')
  const style = { fill: 'none', 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }
  return tag('g', { stroke: color, ...style }, [
    tag('path', { d: way, 'stroke-dasharray': lost ? 2 * width + 4 : null }),
    head === '' ? NOTHING : tag('path', { d: head }),
  ])
}

const pair = ({ x, y }: Point): string => `${short(x)} ${short(y)}`

const TITLE = { size: 14, weight: 600 } as const
export const TITLE_HEIGHT = 24

/** A frame, with its title above it, cut to the frame's width. */
export function drawnFrame(
  { x, y, width, height, title, color }: Frame,
  palette: Palette,
  measure: Measure,
): Markup {
  const words = title === '' ? 'Frame' : title
  const place = { x, y: y - 8, color: palette.colors[color] }
  return tag('g', {}, [
    tag('rect', {
      x,
      y,
      width,
      height,
      rx: 4,
      fill: palette.surface,
      'fill-opacity': 0.5,
      stroke: palette.lineStrong,
    }),
    drawnWords(fitting(words, TITLE, width, measure), TITLE, place),
  ])
}

/** As much of a line as there is room for. */
function fitting(words: string, lettering: Lettering, width: number, measure: Measure): string {
  if (measure(words, lettering) <= width) return words
  const letters = Array.from(words)
  while (letters.length > 0 && measure(`${letters.join('')}…`, lettering) > width) letters.pop()
  return letters.length === 0 ? '' : `${letters.join('')}…`
}

/** Pictures come into a drawing as data alone, and only of kinds that cannot hold anything but a picture. */
const PICTURE = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/

export function drawnImage(image: ImageElement, url: string | undefined, palette: Palette): Markup {
  const { x, y, width, height } = image
  const transform = turnOf(image.rotation, image)
  if (url !== undefined && PICTURE.test(url)) {
    return tag('image', {
      x,
      y,
      width,
      height,
      preserveAspectRatio: 'none',
      href: url,
      'xlink:href': url,
      transform,
    })
  }
  return tag('g', { transform }, [
    placeholder(x, y, width, height, palette),
    drawnWords(
      'Image',
      { size: 13 },
      { x: x + width / 2, y: y + height / 2 + 5, color: palette.inkSoft, anchor: 'middle' },
    ),
  ])
}

/** Something that cannot be shown, in its place, with the reason. */
export function drawnUnreadable(
  x: number,
  y: number,
  why: string,
  palette: Palette,
  measure: Measure,
): Markup {
  const { width, height } = UNREADABLE
  const words = fitting(why, WHY, width - 20, measure)
  return tag('g', {}, [
    tag('title', {}, text(why)),
    placeholder(x, y, width, height, palette),
    drawnWords(words, WHY, { x: x + 10, y: y + height / 2 + 4, color: palette.inkSoft }),
  ])
}
const WHY = { size: 12 } as const
export const UNREADABLE = { width: 220, height: 44 } as const

const placeholder = (x: number, y: number, width: number, height: number, palette: Palette): Markup =>
  tag('rect', {
    x,
    y,
    width,
    height,
    rx: 4,
    fill: palette.paper,
    stroke: palette.lineStrong,
    'stroke-dasharray': '4 4',
  })
