import { keyOfQuantity, type QuantityKey } from '@/lib/board'
import type { Chain, Passes } from '@/lib/engine'
import {
  ACTIVATION_NAMES,
  columnText,
  findOverflow,
  LOSS_NAMES,
  lossState,
  magnitude,
  type Quantity,
  quantityKey,
  quantityLatex,
  quantityName,
  shortText,
  unitState,
} from '@/lib/notation'
import { activationAxes, activationCurve, GLYPH, placeOnCurve } from '../activation-curve'
import { type Box, boxAt, heightOf, middleOf } from '../box'
import {
  type ChainLayout,
  EDGE_WIDTH,
  FIELD,
  INPUT_WIDTH,
  LOSS_EDGE_WIDTH,
  LOSS_NODE_WIDTH,
  layoutChain,
  NODE_WIDTH,
  quantityBoxes,
  TARGET_WIDTH,
} from './chain-layout'
import { drawnFormula, type Typeset } from './formula'
import { drawnWords, estimatedWidth } from './lettering'
import { type Markup, NOTHING, tag } from './markup'
import type { Palette } from './palette'

/** The chain as one looks at it: its layers and sample, what was computed from them, and its layers' ids. */
export interface ChainPicture {
  readonly chain: Chain
  readonly passes: Passes
  readonly layerIds: readonly string[]
}

/** What everything on a picture is drawn with. */
export interface Pens {
  readonly palette: Palette
  readonly typeset: Typeset
}

export const hasBiases = ({ chain }: ChainPicture): boolean => chain.layers.some(({ b }) => b !== undefined)

/** Where the chain stands, and each of its quantities. */
export function placedChain(picture: ChainPicture): {
  readonly layout: ChainLayout
  readonly boxes: ReadonlyMap<QuantityKey, Box>
  /** What should not be cut: the quantities and the units. */
  readonly blocks: readonly Box[]
} {
  const biased = hasBiases(picture)
  const layout = layoutChain(picture.layerIds.length, biased)
  const boxes = quantityBoxes(layout, picture.layerIds, biased)
  const nodes = [...layout.layers.map(left => left + EDGE_WIDTH), layout.loss + LOSS_EDGE_WIDTH]
  const { top, height } = layout.axis
  const units = nodes.map(x => boxAt({ x: x + 8, y: top }, LOSS_NODE_WIDTH, height))
  return { layout, boxes, blocks: [...boxes.values(), ...units] }
}

/** All symbols of a chain, so that they can be typeset before it is drawn. */
export function symbolsOf(picture: ChainPicture): readonly string[] {
  return quantitiesOf(picture).map(quantity => quantityLatex(quantity, 'inline'))
}

function quantitiesOf(picture: ChainPicture): readonly Quantity[] {
  const kinds = ['w', 'b', 'z', 'f', 'delta', 'gradW', 'gradB'] as const
  const shown = kinds.filter(kind => hasBiases(picture) || (kind !== 'b' && kind !== 'gradB'))
  const layered = picture.layerIds.flatMap((_, i) => shown.map(kind => ({ kind, layer: i + 1 })))
  return [{ kind: 'x' }, { kind: 'y' }, { kind: 'loss' }, { kind: 'gradX' }, ...layered]
}

/** The whole chain: the axis and the backward line, the units on them, and every quantity with its number now. */
export function drawnChain(picture: ChainPicture, pens: Pens): Markup {
  const { layout, boxes } = placedChain(picture)
  const drawing = new ChainDrawing(picture, layout, boxes, pens)
  return tag('g', { 'data-part': 'chain' }, drawing.all())
}

/** KaTeX sets formulas in this many times the size of the letters around. */
export const FORMULA_SCALE = 1.21
const [SMALL, PLAIN, LARGE, HUGE] = [13, 15, 18, 24]
/** How far the baseline of a line lies below its middle, in its own size. */
const SINK = 0.36

class ChainDrawing {
  private readonly lost: ReadonlySet<string>

  constructor(
    private readonly picture: ChainPicture,
    private readonly layout: ChainLayout,
    private readonly boxes: ReadonlyMap<QuantityKey, Box>,
    private readonly pens: Pens,
  ) {
    this.lost = findOverflow(picture.chain, picture.passes)?.lost ?? new Set()
  }

  all(): readonly Markup[] {
    const { chain, passes, layerIds } = this.picture
    const pieces = [
      ...this.lines(),
      this.parameter({ kind: 'x' }, chain.x),
      this.value({ kind: 'gradX' }, passes.gradX),
    ]
    for (let i = 0; i < layerIds.length; i++) pieces.push(...this.layer(i))
    return [...pieces, ...this.lossColumn()]
  }

  /** The axis from left to right with an arrow before each unit, and the backward line from right to left. */
  private lines(): readonly Markup[] {
    const { palette } = this.pens
    const { layout } = this
    const axis = this.axisY
    const back = layout.backward.top + 6
    const lossMiddle = layout.loss + LOSS_EDGE_WIDTH + LOSS_NODE_WIDTH / 2
    const start = layout.input + INPUT_WIDTH / 2
    const targetMiddle = layout.target + TARGET_WIDTH / 2
    const tips = [
      ...layout.layers,
      ...layout.layers.map(left => left + EDGE_WIDTH),
      layout.loss + LOSS_EDGE_WIDTH,
    ]
    const backTips = [...layout.layers.map(left => left + EDGE_WIDTH), layout.loss + LOSS_EDGE_WIDTH]
    return [
      this.line(start, lossMiddle, axis, palette.forwardLine),
      this.line(start, lossMiddle, back, palette.backwardLine),
      this.line(layout.target - 5, targetMiddle, axis, palette.lineStrong),
      ...tips.map(x => this.arrow(x + 3, axis, 8, palette.forwardLine)),
      ...backTips.map(x => this.arrow(x + 3, back, -8, palette.backwardLine)),
      this.arrow(layout.target - 12, axis, -8, palette.lineStrong),
      this.passName(
        'forward →',
        layout.input + INPUT_WIDTH / 2,
        layout.forward.top + layout.forward.height / 2,
        true,
      ),
      this.passName('← backward', lossMiddle, layout.backward.top + 16 + 10, false),
    ]
  }

  private line(from: number, to: number, y: number, color: string): Markup {
    return tag('path', { d: `M${from} ${y}H${to}`, stroke: color, 'stroke-width': 2, fill: 'none' })
  }

  /** A tip that points along the line, to the left when `long` is negative. */
  private arrow(x: number, y: number, long: number, color: string): Markup {
    return tag('path', { d: `M${x} ${y}L${x - long} ${y - 5}V${y + 5}Z`, fill: color })
  }

  private passName(words: string, x: number, middle: number, isForward: boolean): Markup {
    const color = isForward ? this.pens.palette.forward : this.pens.palette.backward
    const y = middle + SMALL * SINK
    return drawnWords(words, { size: SMALL, weight: 550 }, { x, y, color, anchor: 'middle' })
  }

  private layer(i: number): readonly Markup[] {
    const { chain, passes, layerIds } = this.picture
    const layer = i + 1
    const { w, b, activation } = chain.layers[i]
    const node = this.layout.layers[i] + EDGE_WIDTH
    const [z, f, delta] = [passes.z[i], passes.f[i], passes.delta[i]]
    const overflowed = (['z', 'f', 'delta'] as const).find(kind => this.hasOverflowed({ kind, layer }))
    const lastDelta = passes.delta[layerIds.length - 1]
    const state = unitState(activation, { z, f, delta, lastDelta, overflowed: overflowed ?? null })
    return [
      this.heading(ACTIVATION_NAMES[activation], node + NODE_WIDTH / 2),
      this.value({ kind: 'z', layer }, z),
      this.value({ kind: 'f', layer }, f),
      this.parameter({ kind: 'w', layer }, w),
      b === undefined ? NOTHING : this.bias({ kind: 'b', layer }, b),
      this.unit(layer, node + NODE_WIDTH / 2, z),
      this.mark(state?.kind, node + NODE_WIDTH / 2),
      this.value({ kind: 'gradW', layer }, passes.gradW[i]),
      b === undefined ? NOTHING : this.value({ kind: 'gradB', layer }, delta),
      this.value({ kind: 'delta', layer }, delta),
    ]
  }

  private lossColumn(): readonly Markup[] {
    const { chain, passes, layerIds } = this.picture
    const { palette } = this.pens
    const x = this.layout.loss + LOSS_EDGE_WIDTH + LOSS_NODE_WIDTH / 2
    const state = lossState(chain.loss, passes.f[layerIds.length - 1], chain.y)
    return [
      this.heading(LOSS_NAMES[chain.loss], x),
      this.value({ kind: 'loss' }, passes.loss),
      this.box(x, this.axisY, 72, 72, { fill: palette.surface, stroke: palette.lineStrong, rx: 16 }),
      this.symbol({ kind: 'loss' }, x, this.axisY, HUGE, palette.ink),
      this.mark(state?.kind, x),
      this.parameter({ kind: 'y' }, chain.y),
    ]
  }

  private heading(words: string, x: number): Markup {
    const { top, height } = this.layout.head
    const y = top + height / 2 + SMALL * SINK
    return drawnWords(words, { size: SMALL }, { x, y, color: this.pens.palette.ink, anchor: 'middle' })
  }

  /** A unit on the axis: z on its left, f on its right, and where on its curve it is. */
  private unit(layer: number, x: number, z: number): Markup {
    const { palette } = this.pens
    const { activation } = this.picture.chain.layers[layer - 1]
    const [width, height] = [132, 80]
    const top = this.axisY - height / 2
    const symbols = top + 9.5 + 13.5
    const at = placeOnCurve(activation, z)
    const glyph = [
      tag('path', { d: activationAxes, stroke: palette.line, fill: 'none' }),
      tag('path', {
        d: activationCurve(activation),
        stroke: palette.forwardLine,
        'stroke-width': 1.5,
        fill: 'none',
      }),
      at === null ? NOTHING : tag('circle', { cx: at.x, cy: at.y, r: 3.5, fill: palette.forward }),
    ]
    return tag('g', { 'data-unit': layer }, [
      this.box(x, this.axisY, width, height, { fill: palette.surface, stroke: palette.forwardLine, rx: 16 }),
      tag('path', { d: `M${x} ${top + 9.5}V${top + 36.5}`, stroke: palette.line }),
      this.symbol({ kind: 'z', layer }, x - 29, symbols, LARGE, palette.ink),
      this.symbol({ kind: 'f', layer }, x + 29, symbols, LARGE, palette.ink),
      tag('g', { transform: `translate(${x - GLYPH.width / 2} ${top + 36.5})` }, glyph),
    ])
  }

  /** A word under a unit or the loss that says what is wrong with it. */
  private mark(words: string | undefined, x: number): Markup {
    if (words === undefined) return NOTHING
    const { palette } = this.pens
    const width = estimatedWidth(words, { size: 12, weight: 550 }) + 16
    const bottom = this.layout.axis.top + this.layout.axis.height
    const color = palette.warn
    return tag('g', {}, [
      this.box(x, bottom - 9, width, 18, { fill: palette.warnSoft, rx: 6 }),
      drawnWords(words, { size: 12, weight: 550 }, { x, y: bottom - 9 + 12 * SINK, color, anchor: 'middle' }),
    ])
  }

  /** A parameter: its symbol above its number, which stands on the axis. */
  private parameter(quantity: Quantity, number: number): Markup {
    const box = this.boxOf(quantity)
    if (box === null) return NOTHING
    const { x } = middleOf(box)
    const top = box.minY + (heightOf(box) - FIELD.height) / 2
    const { ink } = this.pens.palette
    return this.quantity(quantity, [
      this.symbol(quantity, x, top + 4 + 13.5, LARGE, ink),
      ...this.number(number, x, top + 4 + 27 + 2 + 16),
    ])
  }

  /** A bias: its symbol beside its number, under the edge. */
  private bias(quantity: Quantity, number: number): Markup {
    const box = this.boxOf(quantity)
    if (box === null) return NOTHING
    return this.quantity(quantity, [
      this.symbol(quantity, box.minX + 8 + 13.5, box.minY + 20, LARGE, this.pens.palette.ink),
      ...this.number(number, box.minX + 8 + 29 + 42, box.minY + 20),
    ])
  }

  private number(number: number, x: number, y: number): readonly Markup[] {
    const { surface, lineStrong, ink } = this.pens.palette
    return [
      this.box(x, y, 84, 32, { fill: surface, stroke: lineStrong, 'stroke-width': 1, rx: 6 }),
      drawnWords(
        shortText(number),
        { size: PLAIN },
        { x, y: y + PLAIN * SINK, color: ink, anchor: 'middle' },
      ),
    ]
  }

  /** A computed number under its symbol, and its magnitude on a log scale. */
  private value(quantity: Quantity, number: number): Markup {
    const box = this.boxOf(quantity)
    if (box === null) return NOTHING
    const { palette } = this.pens
    const isBackward = ['delta', 'gradW', 'gradB', 'gradX'].includes(quantity.kind)
    const accent = isBackward ? palette.backward : palette.forward
    const soft = isBackward ? palette.backwardSoft : palette.forwardSoft
    const { x } = middleOf(box)
    const isLost = this.lost.has(quantityKey(quantity))
    const words = isLost ? shortText(Number.NaN) : columnText(number)
    const bar = 60 * (isLost ? 0 : magnitude(number))
    const scale = box.minY + 46.5
    return this.quantity(quantity, [
      this.symbol(quantity, x, box.minY + 2 + 11.25, PLAIN, accent),
      drawnWords(
        words,
        { size: PLAIN },
        { x, y: box.minY + 35.5 + PLAIN * SINK, color: palette.ink, anchor: 'middle' },
      ),
      tag('rect', { x: x - 30, y: scale, width: 60, height: 4, rx: 2, fill: soft }),
      bar > 0
        ? tag('rect', { x: x - 30, y: scale, width: bar, height: 4, rx: Math.min(2, bar / 2), fill: accent })
        : NOTHING,
      tag('rect', { x: x + 10, y: scale - 1, width: 1, height: 6, fill: accent, opacity: 0.45 }),
    ])
  }

  /** A symbol with its middle at a place; in plain letters where there is no typesetter. */
  private symbol(quantity: Quantity, x: number, middle: number, size: number, color: string): Markup {
    const em = size * FORMULA_SCALE
    const formula = this.pens.typeset(quantityLatex(quantity, 'inline'), false)
    const y = middle + 0.27 * em
    if (formula !== null)
      return drawnFormula(formula, { x: x - (formula.width * em) / 2, y, size: em, color })
    return drawnWords(quantityName(quantity), { size, italic: true }, { x, y, color, anchor: 'middle' })
  }

  private quantity(quantity: Quantity, inside: readonly Markup[]): Markup {
    return tag('g', { 'data-quantity': quantityKey(quantity), 'aria-label': quantityName(quantity) }, inside)
  }

  private box(
    x: number,
    y: number,
    width: number,
    height: number,
    style: Record<string, string | number>,
  ): Markup {
    const stroked = 'stroke' in style ? { 'stroke-width': 1.5, ...style } : style
    return tag('rect', { x: x - width / 2, y: y - height / 2, width, height, ...stroked })
  }

  private boxOf(quantity: Quantity): Box | null {
    const key = keyOfQuantity(quantity, this.layers)
    return key === null ? null : (this.boxes.get(key) ?? null)
  }

  private hasOverflowed(quantity: Quantity): boolean {
    const { z, f, delta } = this.picture.passes
    const numbers = { z, f, delta }[quantity.kind as 'z' | 'f' | 'delta'] // asked for these alone
    const number = 'layer' in quantity ? numbers[quantity.layer - 1] : 0
    return !Number.isFinite(number) && !this.lost.has(quantityKey(quantity))
  }

  private get layers() {
    return this.picture.layerIds.map(id => ({ id }))
  }

  private get axisY(): number {
    return this.layout.axis.top + this.layout.axis.height / 2
  }
}
