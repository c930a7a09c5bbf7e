import type { Anchor } from './anchor'

/** The colours that light and dark each give their own values to. The first is that of what has no other. Others go to the end (A5). */
export const COLORS = ['ink', 'grey', 'red', 'orange', 'green', 'teal', 'blue', 'violet'] as const
export type Color = (typeof COLORS)[number]

/** From the thinnest; strokes name theirs by its place here (A5). */
export const SIZES = ['s', 'm', 'l', 'xl'] as const
export type Size = (typeof SIZES)[number]

export const FILLS = ['none', 'tint'] as const
export type Fill = (typeof FILLS)[number]

/** At which ends of a line there are arrow heads. */
export const HEADS = ['none', 'start', 'end', 'both'] as const
export type Heads = (typeof HEADS)[number]

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** A part of a stroke that is erased, in sixteenths of the distance between neighbouring points, from ≤ to. */
export interface Cut {
  readonly from: number
  readonly to: number
}

/** A step from one place to another, in world units. */
export interface Offset {
  readonly x: number
  readonly y: number
}

/** What every element has. Lengths are in world units: CSS pixels at 100 %. */
interface Common {
  readonly id: string
  /** The top left corner; of ink its first point, of arrows and lines their start. */
  readonly x: number
  readonly y: number
  /** Its place among the others of its layer, from the bottom: a fractional index compared as text, ties by id. */
  readonly order: string
  readonly color: Color
  readonly size: Size
  readonly locked: boolean
  /** The groups that it belongs to, innermost first. */
  readonly groups: readonly string[]
}

export interface Ink extends Common {
  readonly kind: 'pen' | 'highlighter'
  /** The points as `lib/canvas` packs them; never changed. */
  readonly points: Uint8Array
  /** By how much it has been enlarged. */
  readonly scale: number
  /** What is erased of it: in order, not touching each other. */
  readonly cuts: readonly Cut[]
}

interface Written extends Common {
  readonly text: string
  readonly anchor: Anchor | null
  /** What the anchor holds on to is not there: the element stays at x, y. */
  readonly anchorLost: boolean
  /** Radians, about the middle. */
  readonly rotation: number
}

export interface TextElement extends Written {
  readonly kind: 'text'
  /** Null: as wide as its text. */
  readonly width: number | null
}

export interface Note extends Written {
  readonly kind: 'note'
  readonly width: number
}

export interface MathElement extends Written {
  readonly kind: 'math'
}

/** A line of a derivation: LaTeX or plain text as somebody typed it. What is to be said of it is worked out, never stored. */
export interface DerivationLine {
  readonly id: string
  /** Its place among the others: a fractional index compared as text, ties by id. */
  readonly order: string
  readonly text: string
  /** Why it follows, in somebody's own words; null where they gave none. */
  readonly reason: string | null
}

/** A line that stands in the document and cannot be shown. */
export interface UnreadableLine {
  readonly id: string
  readonly order: string
  /** In words for the reader. */
  readonly why: string
}

export interface Derivation extends Common {
  readonly kind: 'derivation'
  readonly title: string
  /** Whether only its title and its first and last line are shown. */
  readonly folded: boolean
  /** In the order in which they are read. */
  readonly lines: readonly (DerivationLine | UnreadableLine)[]
  readonly anchor: Anchor | null
  /** What the anchor holds on to is not there: the element stays at x, y. */
  readonly anchorLost: boolean
}

export interface Line extends Common {
  readonly kind: 'arrow' | 'line'
  /** Where it ends, seen from its start. */
  readonly end: Offset
  /** How far its middle lies beside the straight line, as a share of its length. */
  readonly bend: number
  readonly heads: Heads
  readonly from: Anchor | null
  readonly to: Anchor | null
  readonly fromLost: boolean
  readonly toLost: boolean
}

export interface Shape extends Common {
  readonly kind: 'rectangle' | 'ellipse'
  readonly width: number
  readonly height: number
  readonly rotation: number
  readonly fill: Fill
}

export interface Frame extends Common {
  readonly kind: 'frame'
  readonly width: number
  readonly height: number
  readonly title: string
}

export interface ImageElement extends Common {
  readonly kind: 'image'
  readonly width: number
  readonly height: number
  readonly rotation: number
  /** The SHA-256 of its bytes, 64 hex digits. */
  readonly hash: string
  readonly type: ImageType
}

/** Something that stands in the document and cannot be shown: damaged, or of a newer version. It is kept as it is. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly id: string
  readonly x?: number
  readonly y?: number
  /** In words for the reader. */
  readonly why: string
}

/** An annotation that can be shown and edited, read safely: every field valid whatever the document holds. */
export type Element =
  | Ink
  | TextElement
  | Note
  | MathElement
  | Derivation
  | Line
  | Shape
  | Frame
  | ImageElement
export type Kind = Element['kind']
/** Anything that has a place among the annotations. */
export type AnyElement = Element | Unreadable

/** What an element of a kind is. */
export type ElementOf<K extends Kind, E extends Element = Element> = E extends unknown
  ? K extends E['kind']
    ? E
    : never
  : never

/** The layers of a board from the bottom; within one, elements lie by `order`. The chain stands among the words. */
export const LAYERS = ['frames', 'highlights', 'shapes', 'words', 'ink'] as const
export type Layer = (typeof LAYERS)[number]

const LAYER_OF: Readonly<Record<Kind, Layer>> = {
  frame: 'frames',
  highlighter: 'highlights',
  image: 'shapes',
  rectangle: 'shapes',
  ellipse: 'shapes',
  line: 'shapes',
  arrow: 'shapes',
  text: 'words',
  note: 'words',
  math: 'words',
  derivation: 'words',
  pen: 'ink',
}

export const layerOf = (kind: Kind): Layer => LAYER_OF[kind]

export const isKind = (value: unknown): value is Kind =>
  typeof value === 'string' && Object.hasOwn(LAYER_OF, value)

export type WrittenElement = TextElement | Note | MathElement
export const isInk = (element: AnyElement): element is Ink => 'points' in element
export const isWritten = (element: AnyElement): element is WrittenElement => 'text' in element
/** What holds on to something as a whole, and not by its ends. */
export type Holder = WrittenElement | Derivation
export const isHolder = (element: AnyElement): element is Holder => 'anchor' in element
/** Whether a line of a derivation can be read. */
export const isReadable = (line: DerivationLine | UnreadableLine): line is DerivationLine => 'text' in line
export const isLine = (element: AnyElement): element is Line => 'end' in element
