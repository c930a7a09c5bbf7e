import type { Anchor, AnyElement, Line } from '@/lib/board'
import type { Preview } from '../canvas-state'
import type { BoardImages } from '../images/board-images'
import type { Places } from '../places/places'
import {
  type Drawable,
  frameFigure,
  imageFigure,
  type LostEnd,
  lineFigure,
  type Part,
  shapeFigure,
  turnOf,
} from './figure'
import { heldBy, shownCurve } from './held'

/** What figures depend on beside their elements. */
export interface Surroundings {
  readonly places: Places
  readonly images: Pick<BoardImages, 'look'>
}

export interface Figure {
  readonly parts: readonly Part[]
  /** As SVG says it; empty for none. */
  readonly turn: string
}

/** An element as SVG, where it lies now, while a gesture may be changing it or what it holds on to. */
export function drawElement(
  element: Drawable,
  { places, images }: Surroundings,
  preview: Preview | null,
): Figure {
  switch (element.kind) {
    case 'rectangle':
    case 'ellipse':
      return { parts: shapeFigure(element), turn: turnOf(element, element.rotation) }
    case 'image':
      return {
        parts: imageFigure(element, images.look(element.hash)),
        turn: turnOf(element, element.rotation),
      }
    case 'frame':
      return { parts: frameFigure(element), turn: '' }
    case 'arrow':
    case 'line': {
      const from = element.from && !element.fromLost ? heldBy(element.from, places, preview) : null
      const to = element.to && !element.toLost ? heldBy(element.to, places, preview) : null
      return { parts: lineFigure(element, shownCurve(element, from, to), lostEnds(element)), turn: '' }
    }
  }
}

function lostEnds({ from, to, fromLost, toLost }: Line): readonly LostEnd[] {
  const lost: LostEnd[] = []
  if (from !== null && fromLost) lost.push({ at: 'start', words: lossInWords(from) })
  if (to !== null && toLost) lost.push({ at: 'end', words: lossInWords(to) })
  return lost
}

/** How the quantities that belong to a layer are written without its number, which went with the layer. */
const SYMBOLS: Readonly<Record<string, string>> = {
  w: 'w',
  b: 'b',
  z: 'z',
  f: 'f',
  delta: 'δ',
  gradW: '∂L/∂w',
  gradB: '∂L/∂b',
}

/** Of an annotation that is gone the ring says enough. */
function lossInWords(anchor: Anchor): string | null {
  if (anchor.to === 'annotation') return null
  const symbol = SYMBOLS[anchor.quantity.split('/')[0]]
  return `its ${symbol ?? anchor.quantity} is gone`
}

const DRAWN: ReadonlySet<AnyElement['kind']> = new Set(['rectangle', 'ellipse', 'line', 'arrow', 'image'])

/** Whether the layer of shapes draws an element. */
export const isShape = (element: AnyElement): element is Exclude<Drawable, { kind: 'frame' }> =>
  DRAWN.has(element.kind)

export const isFrame = (element: AnyElement): element is Extract<Drawable, { kind: 'frame' }> =>
  element.kind === 'frame'
