import {
  type AnyElement,
  type Derivation,
  type Element,
  LAYERS,
  type Line,
  layerOf,
  type MathElement,
  type Note,
  type TextElement,
} from '@/lib/board'
import {
  arrowCurve,
  arrowSilhouette,
  type Box,
  boxAroundTurned,
  boxAt,
  boxOfCoordinates,
  brushReach,
  brushStyle,
  curveBox,
  decodeInk,
  ellipseSilhouette,
  expanded,
  frameSilhouette,
  type InkPoints,
  inkBoxInWorld,
  inkSilhouette,
  LINE_WIDTHS,
  leftStrokes,
  movedBox,
  type Point,
  rectangleSilhouette,
  type Silhouette,
  type WorldPoint,
} from '@/lib/canvas'

export interface Extent {
  readonly width: number
  readonly height: number
}

/** What has the size of its words. */
type Words = TextElement | Note | MathElement | Derivation

/** How high the title of a frame is, in world px; the silhouette takes it to be about as wide as it reads. */
export const FRAME_TITLE_HEIGHT = 24
const TITLE_CHARACTER = 8

/** The placeholder of what cannot be shown. */
const PLACEHOLDER: Extent = { width: 220, height: 44 }

const inks = new WeakMap<Uint8Array, InkPoints | null>()

/** The points of a stroke, unpacked once. Null where nothing of them can be read. */
export function inkOf(points: Uint8Array): InkPoints | null {
  const known = inks.get(points)
  if (known !== undefined) return known
  const ink = decodeInk(points)
  inks.set(points, ink)
  return ink
}

/** The place of an element's layer in the pile; what cannot be shown lies with the words. */
export const layerPlace = (element: AnyElement): number =>
  LAYERS.indexOf(element.kind === 'unreadable' ? 'words' : layerOf(element.kind))

/** The box of an element as it lies by its stored x and y, around all that it shows. `written`: how large its words came out. */
export function boxOf(element: AnyElement, written: Extent | undefined): Box {
  switch (element.kind) {
    case 'unreadable':
      return boxAt({ x: element.x ?? 0, y: element.y ?? 0 }, PLACEHOLDER.width, PLACEHOLDER.height)
    case 'pen':
    case 'highlighter': {
      const ink = inkOf(element.points)
      const box = ink === null ? null : boxOfCoordinates(ink.points)
      if (box === null) return boxAt(element, 0, 0)
      return inkBoxInWorld(element, expanded(box, brushReach(brushStyle(element.kind, element.size))))
    }
    case 'arrow':
    case 'line':
      return expanded(curveBox(arrowCurve(element)), LINE_WIDTHS[element.size])
    case 'frame':
      return boxAt(element, element.width, element.height)
    case 'rectangle':
    case 'ellipse':
    case 'image':
      return boxAroundTurned(boxAt(element, element.width, element.height), element.rotation)
    case 'text':
    case 'note':
    case 'math':
      return boxAroundTurned(uprightBox(element, written), element.rotation)
    case 'derivation':
      return uprightBox(element, written)
  }
}

/** The box of words before they are turned. */
export function uprightBox(element: Words, written: Extent | undefined): Box {
  const { width, height } = written ?? guessedExtent(element)
  return boxAt(element, width, height)
}

/** What a pointer can meet of an element that lies at `at`. */
export function silhouetteOf(
  element: AnyElement,
  at: WorldPoint,
  end: Point | null,
  written: Extent | undefined,
): Silhouette {
  switch (element.kind) {
    case 'unreadable':
      return rectangleSilhouette(boxOf(element, undefined))
    case 'pen':
    case 'highlighter': {
      const ink = inkOf(element.points)
      if (ink === null) return []
      const reach = brushReach(brushStyle(element.kind, element.size))
      return inkSilhouette(element, leftStrokes(ink, element.cuts), reach)
    }
    case 'arrow':
    case 'line':
      return arrowSilhouette(arrowCurve(placedLine(element, at, end)), LINE_WIDTHS[element.size] / 2)
    case 'rectangle':
    case 'ellipse': {
      const box = boxAt(element, element.width, element.height)
      const [filled, reach] = [element.fill === 'tint', LINE_WIDTHS[element.size] / 2]
      return element.kind === 'ellipse'
        ? ellipseSilhouette(box, element.rotation, filled, reach)
        : rectangleSilhouette(box, element.rotation, filled, reach)
    }
    case 'image':
      return rectangleSilhouette(boxAt(element, element.width, element.height), element.rotation)
    case 'frame':
      return frameSilhouette(boxAt(element, element.width, element.height), {
        width: Math.min(element.width, Math.max(40, element.title.length * TITLE_CHARACTER)),
        height: FRAME_TITLE_HEIGHT,
      })
    case 'text':
    case 'note':
    case 'math':
      return rectangleSilhouette(
        movedBox(uprightBox(element, written), { x: at.x - element.x, y: at.y - element.y }),
        element.rotation,
      )
    case 'derivation':
      return rectangleSilhouette(
        movedBox(uprightBox(element, written), { x: at.x - element.x, y: at.y - element.y }),
      )
  }
}

/** A line as it lies after what its ends hold on to. */
export const placedLine = (line: Line, at: WorldPoint, end: Point | null): Line =>
  end === null || (at.x === line.x && at.y === line.y && end === line.end)
    ? line
    : { ...line, x: at.x, y: at.y, end }

/** Until the words have been drawn: about as large as such words come out. */
function guessedExtent(element: Words): Extent {
  if (element.kind === 'derivation') return guessedCard(element)
  const lines = element.text.split('\n')
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 1)
  const width = ('width' in element ? element.width : null) ?? Math.min(600, longest * 9 + 8)
  return { width, height: Math.max(element.kind === 'note' ? 120 : 28, lines.length * 26) }
}

/** A card with its head, and a line for each of its formulas. */
const guessedCard = ({ lines, folded }: Derivation): Extent => ({
  width: 460,
  height: 60 + 56 * (folded ? Math.min(1, lines.length) : lines.length),
})

export const isElement = (element: AnyElement): element is Element => element.kind !== 'unreadable'
