import * as Y from 'yjs'
import type { Problem } from '../types'
import { type AnyElement, type Cut, type Element, isKind, type Kind, type Unreadable } from './element'
import { type Field, fieldsOf, REQUIRED, readField } from './fields'
import { INK_KEY, inInkRecord } from './ink-record'
import { MAX_LATEX, MAX_TEXT } from './limits'
import { type ReadLines, readLines } from './read-lines'
import { readText } from './read-text'
import { cutOfKey, readCoordinate, unionOf } from './values'

/** An element as it stands in the document, and what of it could not be read. */
export interface Reading {
  readonly element: AnyElement
  readonly problems: readonly Problem[]
}

const NO_PROBLEMS: readonly Problem[] = []

/**
 * Reads what stands under `id` among the annotations (A3–A6). Never throws and never writes. Anchors count as held: whether what
 * they hold on to is there is for `Annotations` to say.
 */
export function readElement(id: string, value: unknown): Reading {
  if (!(value instanceof Y.Map)) return unreadable({ id, kind: 'unreadable', why: 'It is no element.' })
  const map: Y.Map<unknown> = value
  const record = map.get(INK_KEY)
  const kind = map.get('kind') ?? inInkRecord(record, 'kind')
  if (!isKind(kind)) return unreadable({ ...placeOf(id, map, record), why: whyNoKind(kind) })
  const text = isWrittenKind(kind) ? map.get('text') : null
  if (text !== null && !(text instanceof Y.Text)) {
    return unreadable({ ...placeOf(id, map, record), why: `This ${kind} has no text that can be read.` })
  }
  const lines = kind === 'derivation' ? readLines(id, map.get('lines')) : null
  if (kind === 'derivation' && lines === null) {
    return unreadable({ ...placeOf(id, map, record), why: 'This derivation has no lines that can be read.' })
  }
  const source = new Source(id, kind, map, record)
  const fields: Partial<Record<Field, unknown>> = {}
  for (const [field, standIn] of fieldsOf(kind)) {
    const found = source.read(field)
    if (found === undefined && standIn === REQUIRED) {
      return unreadable({ ...placeOf(id, map, record), why: `The ${field} of this ${kind} cannot be read.` })
    }
    fields[field] = found ?? standIn
  }
  // FIELDS names the fields of each kind; the rest of them is added here.
  const element = { id, kind, ...fields, ...derivedFields(kind, text, lines, map) } as Element
  const problems = lines === null ? source.problems : [...source.problems, ...lines.problems]
  return { element, problems }
}

/** Reads the fields of one element, and collects what is wrong with those that can be done without. */
class Source {
  problems = NO_PROBLEMS

  constructor(
    private readonly id: string,
    private readonly kind: Kind,
    private readonly map: Y.Map<unknown>,
    private readonly record: unknown,
  ) {}

  /** The field's own key, else what the stroke was drawn as. */
  read(field: Field): unknown {
    const own = this.map.get(field)
    if (own !== undefined) {
      const read = readField(this.kind, field, own)
      if (read !== undefined) return read
      this.problems = [
        ...this.problems,
        {
          where: `annotations.${this.id}.${field}`,
          message: `The ${field} of this ${this.kind} cannot be read.`,
        },
      ]
    }
    const drawn = inInkRecord(this.record, field)
    return drawn === undefined ? undefined : readField(this.kind, field, drawn)
  }
}

function derivedFields(
  kind: Kind,
  text: Y.Text | null,
  lines: ReadLines | null,
  map: Y.Map<unknown>,
): object {
  if (lines !== null) return { lines: lines.lines, anchorLost: false }
  if (text !== null) return { text: readText(text, mostText(kind)), anchorLost: false }
  if (kind === 'arrow' || kind === 'line') return { fromLost: false, toLost: false }
  return kind === 'pen' || kind === 'highlighter' ? { cuts: cutsIn(map) } : {}
}

/** How long the text of an element may be, in UTF-16 units. */
export const mostText = (kind: Kind): number => (kind === 'math' ? MAX_LATEX : MAX_TEXT)

export const isWrittenKind = (kind: Kind): boolean => kind === 'text' || kind === 'note' || kind === 'math'

function cutsIn(map: Y.Map<unknown>): readonly Cut[] {
  const cuts: Cut[] = []
  // Y.Map.keys() takes as long as all the rest of a stroke, and most strokes have no cuts.
  for (const [key, { deleted }] of map._map) {
    const cut = deleted || !key.startsWith('cut/') ? null : cutOfKey(key)
    if (cut !== null) cuts.push(cut)
  }
  return cuts.length === 0 ? NO_CUTS : unionOf(cuts)
}
const NO_CUTS: readonly Cut[] = []

function unreadable(element: Unreadable): Reading {
  return { element, problems: [{ where: `annotations.${element.id}`, message: element.why }] }
}

/** Where to show a placeholder, as far as that can be read. */
function placeOf(id: string, map: Y.Map<unknown>, record: unknown): Omit<Unreadable, 'why'> {
  const read = (field: 'x' | 'y') => readCoordinate(map.get(field) ?? inInkRecord(record, field))
  const [x, y] = [read('x'), read('y')]
  return { kind: 'unreadable', id, ...(x !== undefined && { x }), ...(y !== undefined && { y }) }
}

function whyNoKind(kind: unknown): string {
  return typeof kind === 'string' && /^[a-z][a-z-]{0,30}$/.test(kind)
    ? `This is a “${kind}”, which this version of Chainboard cannot show.`
    : 'It does not say what it is.'
}
