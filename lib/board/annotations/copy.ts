import type { Board } from '../board'
import { addWritings } from './add'
import { type Anchor, readAnchor } from './anchor'
import { openAnnotations } from './annotations'
import { present, stored } from './edit'
import type { Offset } from './element'
import type { ReadElements } from './element-json'
import { newElementId } from './new-id'
import { byOrder } from './orders'
import { keyInLayer, layerOfKey } from './quantity-key'
import { GONE, NOT_SO } from './refusal'
import { readCoordinate, readGroups } from './values'
import { type Writing, writingOf } from './write-element'

/** The ids of new copies, from the bottom; or why there are none. */
export type Copied = { readonly ids: readonly string[] } | { readonly refused: string }

/** Puts copies of elements on top, moved by `offset`. */
export function duplicateElements(board: Board, ids: Iterable<string>, offset: Offset): Copied {
  const writings: Writing[] = []
  for (const element of [...present(board, ids)].sort(byOrder)) {
    const writing = writingOf(element.id, element.kind, { ...element, locked: false })
    if (typeof writing !== 'string') writings.push(writing)
  }
  if (writings.length === 0) return { refused: GONE }
  return addCopies(board, writings, { offset, keepsNames: false, layers: [] })
}

/** Puts elements that were read from a clipboard on top, under new ids, moved by `offset`. */
export function pasteElements(board: Board, { elements }: ReadElements, offset: Offset): Copied {
  const writings = elements.map(({ writing }) => writing)
  return addCopies(board, writings, { offset, keepsNames: false, layers: [] })
}

/**
 * Puts all elements of a file on the board, where they were. They keep their ids where nobody else has them, and
 * what held on to the second layer holds on to the second layer of this board.
 */
export function importElements(board: Board, read: ReadElements): Copied {
  const imported = importedElements(board, read)
  if ('refused' in imported) return imported
  const refused = addWritings(board, imported.writings, imported.orders)
  return refused === null ? { ids: imported.writings.map(({ id }) => id) } : { refused }
}

/** What `importElements` writes, for whoever writes it in parts. */
export interface Imported {
  readonly writings: readonly Writing[]
  /** The orders of all of them, when the board has no others. */
  readonly orders: readonly string[] | undefined
}

export function importedElements(
  board: Board,
  { elements, layers }: ReadElements,
): Imported | { readonly refused: string } {
  const isEmpty = openAnnotations(board).elements.size === 0
  const orders = elements.map(({ order }) => order).filter(order => order !== undefined)
  const keepsOrders = isEmpty && orders.length === elements.length
  const copies = copiesOf(
    board,
    elements.map(({ writing }) => writing),
    { offset: { x: 0, y: 0 }, keepsNames: true, layers },
  )
  return copies === null
    ? { refused: NOT_SO }
    : { writings: copies, orders: keepsOrders ? orders : undefined }
}

interface Copying {
  readonly offset: Offset
  readonly keepsNames: boolean
  /** The layers of the board that they come from, when those are to be found again by their place. */
  readonly layers: readonly string[]
}

function addCopies(board: Board, writings: readonly Writing[], copying: Copying): Copied {
  const copies = copiesOf(board, writings, copying)
  if (copies === null) return { refused: NOT_SO }
  const refused = addWritings(board, copies)
  return refused === null ? { ids: copies.map(({ id }) => id) } : { refused }
}

/** Copies under names that the board does not have, or null when one of them would lie beyond the board. */
function copiesOf(board: Board, writings: readonly Writing[], copying: Copying): readonly Writing[] | null {
  const names = new Names(board, copying.keepsNames)
  const ids = new Map(writings.map(({ id }) => [id, names.of(id)]))
  const copies: Writing[] = []
  for (const writing of writings) {
    const copy = copyOf(board, writing, ids, names, copying)
    if (copy === null) return null
    copies.push(copy)
  }
  return copies
}

function copyOf(
  board: Board,
  { id, kind, fields, text, lines, cuts }: Writing,
  ids: ReadonlyMap<string, string>,
  names: Names,
  copying: Copying,
): Writing | null {
  const copy = new Map(fields)
  for (const axis of ['x', 'y'] as const) {
    const moved = readCoordinate(Number(fields.get(axis)) + copying.offset[axis])
    if (moved === undefined) return null
    copy.set(axis, stored(moved))
  }
  const groups = readGroups(fields.get('groups'))
  if (groups !== undefined)
    copy.set(
      'groups',
      groups.map(group => names.of(group)),
    )
  for (const which of ['anchor', 'from', 'to'] as const) {
    const anchor = readAnchor(fields.get(which))
    if (!anchor) continue
    const kept = keptAnchor(board, anchor, ids, copying)
    if (kept === null) copy.delete(which)
    else copy.set(which, stored(kept))
  }
  return { id: ids.get(id) ?? names.of(id), kind, fields: copy, text, lines, cuts }
}

/** What a copy holds on to: the copy of what was copied with it, else the same thing if this board has it, else nothing. */
function keptAnchor(
  board: Board,
  anchor: Anchor,
  ids: ReadonlyMap<string, string>,
  { offset, layers }: Copying,
): Anchor | null {
  const moved = { dx: anchor.dx + offset.x, dy: anchor.dy + offset.y }
  if (anchor.to === 'annotation') {
    const copied = ids.get(anchor.id)
    if (copied !== undefined) return { ...anchor, id: copied }
    return openAnnotations(board).elements.has(anchor.id) ? { ...anchor, ...moved } : null
  }
  const layer = layerOfKey(anchor.quantity)
  const shown = board.model().layers
  if (layer === null || shown.some(({ id }) => id === layer)) return { ...anchor, ...moved }
  const samePlace = shown[layers.indexOf(layer)]
  return samePlace === undefined
    ? null
    : { ...anchor, ...moved, quantity: keyInLayer(anchor.quantity, samePlace.id) }
}

/** Names for copies of elements and groups: the same one for the same name. */
class Names {
  private readonly names = new Map<string, string>()
  private readonly taken = new Set<string>()

  constructor(
    private readonly board: Board,
    private readonly keeps: boolean,
  ) {
    for (const [id, element] of openAnnotations(board).elements) {
      this.taken.add(id)
      if (element.kind !== 'unreadable') for (const group of element.groups) this.taken.add(group)
    }
  }

  of(name: string): string {
    const known = this.names.get(name)
    if (known !== undefined) return known
    const given = this.keeps && !this.taken.has(name) ? name : newElementId(this.board)
    this.names.set(name, given)
    return given
  }
}
