import { equalityDeep } from 'lib0/function'
import type { Board } from '../board'
import { isId } from '../schema'
import { openAnnotations } from './annotations'
import { fromBase64, toBase64 } from './base64'
import {
  type AnyElement,
  type Element,
  isInk,
  isKind,
  isReadable as isReadableLine,
  isWritten,
} from './element'
import { fieldsOf } from './fields'
import { MAX_ELEMENTS, MAX_JSON, MAX_STROKE_BYTES } from './limits'
import { byOrder } from './orders'
import { readOrder } from './values'
import { type Writing, writingOf } from './write-element'

/** What says that a text holds elements. */
const FORMAT = 'chainboard/annotations'
const VERSION = 1

/** Elements outside of a document: on a clipboard, in a file. Defaults are left out; points are base64. */
export interface ElementsJson {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  /** The layers of the chain from the first, so that anchors find theirs again where layers have other ids. */
  readonly layers: readonly string[]
  /** From the bottom. */
  readonly elements: readonly Readonly<Record<string, unknown>>[]
}

/**
 * These elements of a board as JSON, from the bottom; all of them if `ids` is absent. What cannot be read is left out: it stays
 * in the document alone.
 */
export function elementsJson(board: Board, ids?: Iterable<string>): ElementsJson {
  const { elements } = openAnnotations(board)
  const chosen = ids === undefined ? [...elements.values()] : Array.from(new Set(ids), id => elements.get(id))
  return {
    format: FORMAT,
    version: VERSION,
    layers: board.model().layers.map(({ id }) => id),
    elements: chosen.filter(isReadable).sort(byOrder).map(elementJson),
  }
}

const isReadable = (element: AnyElement | undefined): element is Element =>
  element !== undefined && element.kind !== 'unreadable'

function elementJson(element: Element): Readonly<Record<string, unknown>> {
  const json: Record<string, unknown> = { id: element.id, kind: element.kind }
  for (const [field, standIn] of fieldsOf(element.kind)) {
    const value: unknown = element[field as keyof Element]
    if (!equalityDeep(value, standIn)) json[field] = value instanceof Uint8Array ? toBase64(value) : value
  }
  if (isWritten(element)) json.text = element.text
  if (element.kind === 'derivation') {
    json.lines = element.lines
      .filter(isReadableLine)
      .map(({ text, reason }) => (reason === null ? { text } : { text, reason }))
  }
  if (isInk(element) && element.cuts.length > 0) json.cuts = element.cuts
  return json
}

/** Elements that were read from JSON, and are valid whatever it held. */
export interface ReadElements {
  readonly layers: readonly string[]
  /** From the bottom, with the orders that they had (if they had any). */
  readonly elements: readonly { readonly writing: Writing; readonly order: string | undefined }[]
  /** How many were left out because they cannot be read. */
  readonly leftOut: number
}

/**
 * Reads elements from a text that anybody may have written (H5). What cannot be read is left out and counted.
 *
 * @returns a sentence when the text holds no elements at all, or is too long
 */
export function readElementsJson(text: string): ReadElements | string {
  if (text.length > MAX_JSON) return 'This is too much for one board.'
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'This is no JSON.'
  }
  return readElements(parsed)
}

/** `readElementsJson` for JSON that has been parsed. */
export function readElements(json: unknown): ReadElements | string {
  const { format, version, layers, elements }: Partial<Record<string, unknown>> = { ...(json as object) }
  if (format !== FORMAT || !Array.isArray(elements)) return 'This does not hold elements of a board.'
  if (version !== VERSION) return 'This was made with a newer version of Chainboard.'
  if (elements.length > MAX_ELEMENTS) return 'This is too much for one board.'
  const read = elements.map(readOne).filter(each => each !== null)
  const unique = [...new Map(read.map(each => [each.writing.id, each])).values()]
  return {
    layers: Array.isArray(layers) ? layers.slice(0, 1_000).filter(isId) : [],
    elements: unique,
    leftOut: elements.length - unique.length,
  }
}

function readOne(value: unknown): ReadElements['elements'][number] | null {
  if (typeof value !== 'object' || value === null) return null
  const json: Partial<Record<string, unknown>> = { ...value }
  const { id, kind } = json
  if (!isId(id) || !isKind(kind)) return null
  const points = typeof json.points === 'string' ? fromBase64(json.points, MAX_STROKE_BYTES) : undefined
  const writing = writingOf(id, kind, { ...json, points })
  return typeof writing === 'string' ? null : { writing, order: readOrder(json.order) }
}
