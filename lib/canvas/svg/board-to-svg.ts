import {
  type AnyElement,
  byOrder,
  type Element,
  type Holder,
  isHolder,
  isInk,
  isLine,
  LAYERS,
  layerOf,
} from '@/lib/board'
import { type Anchored, type Placement, placeAnchored } from '../anchor'
import { type ArrowCurve, arrowCurve, clippedCurve, curveBox, type Region } from '../arrow'
import { type Box, boxAroundTurned, boxAt, expanded, heightOf, intersects, unionOf, widthOf } from '../box'
import { rectangleSilhouette } from '../contour'
import { heldRegion } from '../held-region'
import type { Outline } from '../stroke-outline'
import { type ChainPicture, drawnChain, placedChain, symbolsOf } from './draw-chain'
import { formulasInDerivation, layoutDerivation } from './draw-derivation'
import { boxOfInk, drawnInk, inkOutlines } from './draw-ink'
import {
  drawnFrame,
  drawnImage,
  drawnLine,
  drawnShape,
  drawnUnreadable,
  TITLE_HEIGHT,
  turnOf,
  UNREADABLE,
} from './draw-shapes'
import { formulasOf, type LaidOut, layoutWritten, type WordPens } from './draw-words'
import type { Typeset } from './formula'
import { heldSilhouette, rotationOf } from './held-silhouette'
import { estimatedWidth, FONT_STACK, type Measure } from './lettering'
import { type Markup, NOTHING, tag, text } from './markup'
import { boardMetadata } from './metadata'
import { PALETTES, type PaperTheme } from './palette'

/** What is to be drawn, and how. Everything but the elements may be left out. */
export interface BoardPicture {
  /** In any order. Those that are left out here are not drawn, though others may hold on to them. */
  readonly elements: Iterable<AnyElement>
  /** The chain with its values now; null for a picture of annotations alone. */
  readonly chain: ChainPicture | null
  readonly title?: string
  /** The ids of what is drawn; absent: everything. The chain is then drawn only with `withChain`. */
  readonly only?: ReadonlySet<string>
  readonly withChain?: boolean
  /** The part of the world that the picture shows; absent: what it takes to show everything drawn, and a margin. */
  readonly region?: Box
  readonly theme?: PaperTheme
  /** No paper under the drawing. */
  readonly isTransparent?: boolean
  /** How large texts came out on the screen, in world px. */
  readonly sizeOf?: (id: string) => { readonly width: number; readonly height: number } | undefined
  /** How wide words are in the font at hand, in px. */
  readonly measure?: Measure
  /** The image under a hash as a data: URL of a PNG, JPEG, WebP or GIF. */
  readonly imageOf?: (hash: string) => string | undefined
  /** `@font-face` rules for the letters, with the fonts inside (`data:`). */
  readonly fontFaces?: string
  /** A board as JSON, to be read again by `readBoardSvg`. */
  readonly json?: string
}

/** A picture as one SVG text, and the part of the world that it shows, in world px. */
export interface DrawnBoard {
  readonly svg: string
  readonly box: Box
  /** What should not be cut where the picture is: words, formulas, strokes, shapes, and the quantities and units of the chain. */
  readonly blocks: readonly Box[]
}

/** Around everything that is drawn, in world px. */
const MARGIN = 24
/** What a board shows that has nothing on it. */
const EMPTY: Box = { minX: 0, minY: 0, maxX: 400, maxY: 300 }

/** The formulas that a picture will ask its typesetter for. */
export function formulasIn({ elements, chain }: Pick<BoardPicture, 'elements' | 'chain'>) {
  const symbols = chain === null ? [] : symbolsOf(chain).map(latex => ({ latex, display: false }))
  return [...symbols, ...Array.from(elements).filter(isHolder).flatMap(formulasOfHolder)]
}

const formulasOfHolder = (element: Holder) =>
  element.kind === 'derivation' ? formulasInDerivation(element) : formulasOf(element)

const layoutHolder = (element: Holder, pens: WordPens): LaidOut =>
  element.kind === 'derivation' ? layoutDerivation(element, pens) : layoutWritten(element, pens)

/**
 * A board as one SVG that needs nothing else: frames, highlights, shapes, the chain and words, and ink, in this order. Formulas
 * are paths. Pure; whatever the document says, it is escaped, and nothing in the picture runs or is fetched.
 */
export function boardToSvg(picture: BoardPicture, typeset: Typeset): DrawnBoard {
  const palette = PALETTES[picture.theme ?? 'light']
  const drawing = new BoardDrawing(picture, typeset)
  const box = picture.region ?? expanded(drawing.box() ?? EMPTY, MARGIN)
  const [width, height] = [widthOf(box), heightOf(box)]
  const svg = tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      width,
      height,
      viewBox: `${round(box.minX)} ${round(box.minY)} ${round(width)} ${round(height)}`,
      'font-family': FONT_STACK,
      style: 'font-feature-settings: "cv05", "ss03"',
    },
    [
      tag('title', {}, text(picture.title || 'Untitled board')),
      picture.json === undefined ? NOTHING : boardMetadata(picture.json),
      picture.fontFaces ? tag('style', {}, text(picture.fontFaces)) : NOTHING,
      picture.isTransparent
        ? NOTHING
        : tag('rect', { x: box.minX, y: box.minY, width, height, fill: palette.paper }),
      ...drawing.layers(box),
    ],
  )
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, box, blocks: drawing.blocks() }
}

const round = (length: number): number => Math.round(length * 1000) / 1000

/** Where something lies and how it is drawn there. */
interface Drawn {
  readonly element: AnyElement
  readonly box: Box
  readonly draw: () => Markup
}

class BoardDrawing {
  private readonly palette
  private readonly measure
  private readonly chainParts
  private readonly drawn: readonly Drawn[]
  private readonly placed: ReadonlyMap<string, Placement>
  /** What is needed twice: to know where something lies, and to draw it. */
  private readonly written = new Map<string, LaidOut>()
  private readonly outlines = new Map<string, readonly Outline[]>()
  private readonly ownBoxes = new Map<string, Box>()
  private readonly elements: ReadonlyMap<string, AnyElement>

  constructor(
    private readonly picture: BoardPicture,
    private readonly typeset: Typeset,
  ) {
    this.palette = PALETTES[picture.theme ?? 'light']
    this.measure = picture.measure ?? estimatedWidth
    this.chainParts = picture.chain === null ? null : placedChain(picture.chain)
    this.elements = new Map(Array.from(picture.elements, element => [element.id, element]))
    for (const element of this.elements.values()) this.ownBoxes.set(element.id, this.ownBox(element))
    this.placed = this.place()
    const wanted = [...this.elements.values()].filter(({ id }) => picture.only?.has(id) ?? true)
    this.drawn = wanted.filter(isShown).map(element => this.plan(element))
  }

  /** The box around everything that is drawn. */
  box(): Box | null {
    const boxes = this.drawn.map(({ box }) => box)
    if (this.showsChain && this.chainParts !== null) boxes.push(this.chainParts.layout.box)
    return unionOf(boxes)
  }

  blocks(): readonly Box[] {
    // Frames hold other things, and a line is still a line when it goes on on the next page.
    const whole = this.drawn.filter(({ element }) => element.kind !== 'frame' && !isLine(element))
    const chain = this.showsChain ? (this.chainParts?.blocks ?? []) : []
    return [...whole.map(({ box }) => box), ...chain]
  }

  /** The layers from the bottom, with what of them lies in the box. */
  layers(box: Box): readonly Markup[] {
    const visible = this.drawn.filter(each => intersects(each.box, box))
    const readable = visible.filter(({ element }) => element.kind !== 'unreadable')
    const broken = visible.filter(({ element }) => element.kind === 'unreadable')
    const layers = LAYERS.map(layer => {
      const own = readable
        .filter(({ element }) => layerOf((element as Element).kind) === layer) // those that can be read
        .sort((a, b) => byOrder(a.element as Element, b.element as Element))
      return tag('g', { 'data-layer': layer }, [
        layer === 'words' ? this.chain() : NOTHING,
        ...own.map(({ draw }) => draw()),
      ])
    })
    return [...layers, ...broken.map(({ draw }) => draw())]
  }

  private get showsChain(): boolean {
    return this.picture.only === undefined || this.picture.withChain === true
  }

  private chain(): Markup {
    if (this.picture.chain === null || !this.showsChain) return NOTHING
    return drawnChain(this.picture.chain, { palette: this.palette, typeset: this.typeset })
  }

  /** Where an element lies by its stored place. */
  private ownBox(element: AnyElement): Box {
    if (element.kind === 'unreadable') {
      return boxAt({ x: element.x ?? 0, y: element.y ?? 0 }, UNREADABLE.width, UNREADABLE.height)
    }
    if (isInk(element)) {
      const outlines = inkOutlines(element)
      this.outlines.set(element.id, outlines)
      return boxOfInk(element, outlines) ?? boxAt(element, 0, 0)
    }
    if (isLine(element)) return curveBox(arrowCurve(element))
    if (isHolder(element)) {
      const { palette, measure, typeset } = this
      const sizeOf = this.picture.sizeOf ?? (() => undefined)
      const laidOut = layoutHolder(element, { palette, measure, typeset, sizeOf })
      this.written.set(element.id, laidOut)
      return boxAroundTurned(boxAt(element, laidOut.width, laidOut.height), rotationOf(element))
    }
    const box = boxAt(element, element.width, element.height)
    return element.kind === 'frame' ? box : boxAroundTurned(box, element.rotation)
  }

  /** Where everything lies that holds on to something. */
  private place(): ReadonlyMap<string, Placement> {
    const anchored: Anchored[] = []
    for (const element of this.elements.values()) {
      if (element.kind === 'unreadable') continue
      const box = this.ownBoxes.get(element.id)
      if (box === undefined) continue
      if (isHolder(element) && element.anchor !== null) anchored.push({ ...element, box })
      if (isLine(element) && (element.from !== null || element.to !== null))
        anchored.push({ ...element, box })
    }
    return placeAnchored(
      anchored,
      key => this.quantityBox(key),
      id => this.ownBoxes.get(id) ?? null,
    )
  }

  private quantityBox(key: string): Box | null {
    const boxes: ReadonlyMap<string, Box> | undefined = this.chainParts?.boxes
    return boxes?.get(key) ?? null
  }

  private boxOf(id: string): Box {
    return this.placed.get(id)?.box ?? this.ownBoxes.get(id) ?? boxAt({ x: 0, y: 0 }, 0, 0)
  }

  /** How an element is drawn where it lies now. */
  private plan(element: AnyElement): Drawn {
    const { palette, measure } = this
    const box = this.boxOf(element.id)
    if (element.kind === 'unreadable') {
      return { element, box, draw: () => drawnUnreadable(box.minX, box.minY, element.why, palette, measure) }
    }
    if (isInk(element)) {
      return { element, box, draw: () => drawnInk(element, this.outlines.get(element.id) ?? [], palette) }
    }
    if (isLine(element)) {
      const { x, y, end } = this.placed.get(element.id) ?? element
      const curve = this.clipped(arrowCurve({ x, y, end: end ?? element.end, bend: element.bend }), element)
      const lost = element.fromLost || element.toLost
      const style = { color: palette.colors[element.color], size: element.size, heads: element.heads, lost }
      return { element, box: expanded(curveBox(curve), 16), draw: () => drawnLine(curve, style) }
    }
    if (isHolder(element)) {
      const { x, y } = this.placed.get(element.id) ?? element
      const laidOut = this.written.get(element.id)
      if (laidOut === undefined) return { element, box, draw: () => NOTHING }
      const transform = turnOf(rotationOf(element), { x, y, width: laidOut.width, height: laidOut.height })
      const draw = () => tag('g', { transform, 'data-element': element.id }, laidOut.draw(x, y))
      return { element, box, draw }
    }
    if (element.kind === 'frame') {
      const whole = { ...box, minY: box.minY - TITLE_HEIGHT }
      return { element, box: whole, draw: () => drawnFrame(element, palette, measure) }
    }
    if (element.kind === 'image') {
      const url = this.picture.imageOf?.(element.hash)
      return { element, box, draw: () => drawnImage(element, url, palette) }
    }
    return { element, box: expanded(box, 5), draw: () => drawnShape(element, palette) }
  }

  /** The part of a line that lies outside of what its ends hold on to. */
  private clipped(
    curve: ArrowCurve,
    { from, to }: Pick<Extract<Element, { end: unknown }>, 'from' | 'to'>,
  ): ArrowCurve {
    return clippedCurve(curve, this.regionOf(from), this.regionOf(to))
  }

  private regionOf(anchor: Extract<Element, { end: unknown }>['from']): Region | null {
    if (anchor === null) return null
    if (anchor.to === 'quantity') {
      const box = this.quantityBox(anchor.quantity)
      return box && heldRegion(rectangleSilhouette(box))
    }
    const held = this.elements.get(anchor.id)
    if (held === undefined || held.kind === 'unreadable') return null
    const placed = this.placed.get(held.id) ?? { x: held.x, y: held.y, end: null }
    return heldRegion(heldSilhouette(held, { placed, written: this.written.get(held.id) }))
  }
}

/** What cannot be read and has no place cannot be shown either. */
const isShown = (element: AnyElement): boolean =>
  element.kind !== 'unreadable' || (element.x !== undefined && element.y !== undefined)
