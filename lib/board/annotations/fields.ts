import { readAnchor } from './anchor'
import type { Element, ElementOf, Kind } from './element'
import {
  readBend,
  readBoolean,
  readColor,
  readCoordinate,
  readFill,
  readGroups,
  readHash,
  readHeads,
  readImageType,
  readLength,
  readOffset,
  readOrder,
  readPoints,
  readRotation,
  readScale,
  readSize,
  readTitle,
  readWidth,
} from './values'

/** How the value under each key of an element is read. `text`, `kind`, the lines of a derivation and the cuts of ink are read in their own ways. */
export const READERS = {
  x: readCoordinate,
  y: readCoordinate,
  order: readOrder,
  color: readColor,
  size: readSize,
  locked: readBoolean,
  groups: readGroups,
  points: readPoints,
  scale: readScale,
  rotation: readRotation,
  width: readWidth,
  height: readLength,
  anchor: readAnchor,
  end: readOffset,
  bend: readBend,
  heads: readHeads,
  from: readAnchor,
  to: readAnchor,
  fill: readFill,
  title: readTitle,
  hash: readHash,
  type: readImageType,
  folded: readBoolean,
} as const satisfies Record<string, (value: unknown) => unknown>

/** A key of an element under which a plain value stands. */
export type Field = keyof typeof READERS

/** Stands for the default of a field that has none: without it the element cannot be shown. */
export const REQUIRED = Symbol('required')

type OwnFields<E extends Element> = Exclude<
  keyof E,
  'id' | 'kind' | 'text' | 'cuts' | 'lines' | 'anchorLost' | 'fromLost' | 'toLost'
>
type FieldsOf<E extends Element> = { readonly [F in OwnFields<E>]: E[F] | typeof REQUIRED }

const COMMON = {
  x: REQUIRED,
  y: REQUIRED,
  order: '',
  color: 'ink',
  size: 'm',
  locked: false,
  groups: [],
} as const
const BOX = { ...COMMON, width: REQUIRED, height: REQUIRED } as const
const INK = { ...COMMON, points: REQUIRED, scale: 1 } as const
const WRITTEN = { ...COMMON, rotation: 0, anchor: null } as const
const LINE = { ...COMMON, end: REQUIRED, bend: 0, from: null, to: null } as const
const SHAPE = { ...BOX, rotation: 0, fill: 'none' } as const

/** The fields of every kind, with the value of one that is missing or cannot be read. */
export const FIELDS: { readonly [K in Kind]: FieldsOf<ElementOf<K>> } = {
  pen: INK,
  highlighter: INK,
  text: { ...WRITTEN, width: null },
  note: { ...WRITTEN, width: 200 },
  math: WRITTEN,
  derivation: { ...COMMON, anchor: null, title: '', folded: false },
  arrow: { ...LINE, heads: 'end' },
  line: { ...LINE, heads: 'none' },
  rectangle: SHAPE,
  ellipse: SHAPE,
  frame: { ...BOX, title: '' },
  image: { ...BOX, rotation: 0, hash: REQUIRED, type: REQUIRED },
}

/** The fields of a kind as pairs of name and default. */
export const fieldsOf = (kind: Kind): readonly (readonly [Field, unknown])[] => ENTRIES[kind]

const entriesOf = (fields: object): readonly (readonly [Field, unknown])[] =>
  Object.entries(fields) as [Field, unknown][] // FIELDS names nothing else
const ENTRIES = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, fields]) => [kind, entriesOf(fields)]),
) as Record<Kind, readonly (readonly [Field, unknown])[]> // the kinds of FIELDS

/** A value read for one kind: the width of a text may be null, that of nothing else. */
export function readField(kind: Kind, field: Field, value: unknown): unknown {
  const read = READERS[field](value)
  return read === null && field === 'width' && kind !== 'text' ? undefined : read
}

/** What a command may set of an element that stands on the board. */
export type Patch = {
  readonly [F in Exclude<Field, 'points' | 'order'>]?: Exclude<ReturnType<(typeof READERS)[F]>, undefined>
}
