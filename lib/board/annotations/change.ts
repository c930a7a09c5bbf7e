import type { Board } from '../board'
import { annotationsOf } from '../schema'
import type { Anchor } from './anchor'
import { openAnnotations } from './annotations'
import { annotate, editable, elementMap, present, setFields, writeFields } from './edit'
import type { Color, Cut, Fill, Heads, ImageType, Size } from './element'
import { isInk } from './element'
import type { Patch } from './fields'
import { GONE, LOCKED, NOT_SO, type Refusal } from './refusal'
import { isCut, keyOfCut, unionOf } from './values'

/** Where an element comes to lie. One that holds on to something says where it lies from there, too. */
export interface Move {
  readonly id: string
  readonly x: number
  readonly y: number
  /** Null lets go of what a text, note or formula holds on to. */
  readonly anchor?: Anchor | null
}

/** Moves elements that are not locked. */
export const moveElements = (board: Board, moves: readonly Move[]): Refusal =>
  setFields(board, new Map(moves.map(({ id, ...place }) => [id, place])))

/** What moving, resizing, turning and bending set: of each element what its kind has of it, and where it lies from its holds. */
export type Transform = Pick<
  Patch,
  'x' | 'y' | 'width' | 'height' | 'rotation' | 'scale' | 'end' | 'bend' | 'anchor' | 'from' | 'to'
>

/** Moves, resizes, turns or bends elements that are not locked. */
export const transformElements = (board: Board, transforms: ReadonlyMap<string, Transform>): Refusal =>
  setFields(board, transforms)

export interface Style {
  readonly color?: Color
  readonly size?: Size
  readonly fill?: Fill
  readonly heads?: Heads
}

/** Gives elements one style; each takes what its kind has of it. */
export const styleElements = (board: Board, ids: Iterable<string>, style: Style): Refusal =>
  setFields(board, new Map(Array.from(ids, id => [id, style])))

/** Locks or unlocks elements. While locked, they take no other change and cannot be deleted. */
export function lockElements(board: Board, ids: Iterable<string>, locked: boolean): Refusal {
  const elements = present(board, ids)
  if (elements.length === 0) return GONE
  return writeFields(board, elements, new Map(elements.map(({ id }) => [id, { locked }])))
}

/**
 * Lets an element, or one end of an arrow or line, hold on to something; null lets go.
 *
 * @param place where the element lies by that: what is shown when it loses its hold
 */
export const setAnchor = (
  board: Board,
  id: string,
  which: 'anchor' | 'from' | 'to',
  anchor: Anchor | null,
  place: Pick<Patch, 'x' | 'y' | 'end'> = {},
): Refusal => setFields(board, new Map([[id, { ...place, [which]: anchor }]]))

/** Gives an image element another image. */
export const setImage = (board: Board, id: string, image: { hash: string; type: ImageType }): Refusal =>
  setFields(board, new Map([[id, { hash: image.hash, type: image.type }]]))

/** Sets the title of a frame or a derivation; what a title cannot hold is left out. */
export const setElementTitle = (board: Board, id: string, title: string): Refusal =>
  setFields(board, new Map([[id, { title }]]))

/** Folds a derivation, or opens it again, for everybody. */
export const setFolded = (board: Board, id: string, folded: boolean): Refusal =>
  setFields(board, new Map([[id, { folded }]]))

/** Erases parts of strokes that are not locked. What is erased already costs nothing. */
export function cutInk(board: Board, cuts: ReadonlyMap<string, readonly Cut[]>): Refusal {
  const elements = editable(board, cuts.keys())
  if (typeof elements === 'string') return elements
  const keys: [id: string, key: string][] = []
  for (const element of elements) {
    if (!isInk(element)) return NOT_SO
    const asked = cuts.get(element.id) ?? []
    if (!asked.every(isCut)) return NOT_SO
    for (const { from, to } of unionOf(asked)) {
      const isErased = element.cuts.some(cut => cut.from <= from && to <= cut.to)
      if (!isErased) keys.push([element.id, keyOfCut({ from, to })])
    }
  }
  if (keys.length === 0) return null
  return annotate(board, root => {
    for (const [id, key] of keys) elementMap(root, id)?.set(key, 1)
  })
}

/** Deletes elements, what cannot be read among them. Refused when one of them is locked. */
export function deleteElements(board: Board, ids: Iterable<string>): Refusal {
  const { elements } = openAnnotations(board)
  const root = annotationsOf(board.doc)
  const gone = [...new Set(ids)].filter(id => root.has(id))
  if (gone.length === 0) return GONE
  for (const id of gone) {
    const element = elements.get(id)
    if (element !== undefined && element.kind !== 'unreadable' && element.locked) return LOCKED
  }
  return annotate(board, () => {
    for (const id of gone) root.delete(id)
  })
}
