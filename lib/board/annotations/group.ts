import type { Board } from '../board'
import { openAnnotations } from './annotations'
import { editable, writeFields } from './edit'
import type { AnyElement, Element } from './element'
import { MAX_GROUPS } from './limits'
import { newElementId } from './new-id'
import { NOT_SO, type Refusal } from './refusal'

const TOO_DEEP = `Groups can stand in each other ${MAX_GROUPS} deep.`

/** Puts elements into a new group. Whoever is in a group already comes with all of it. */
export function groupElements(board: Board, ids: Iterable<string>): Refusal {
  const elements = editable(board, withTheirGroups(board, ids))
  if (typeof elements === 'string') return elements
  if (elements.some(({ groups }) => groups.length >= MAX_GROUPS)) return TOO_DEEP
  const group = newElementId(board)
  return regroup(board, elements, groups => [...groups, group])
}

/** Dissolves the outermost groups that the elements are in. */
export function ungroupElements(board: Board, ids: Iterable<string>): Refusal {
  const elements = editable(board, withTheirGroups(board, ids))
  if (typeof elements === 'string') return elements
  if (elements.every(({ groups }) => groups.length === 0)) return NOT_SO
  return regroup(board, elements, groups => groups.slice(0, -1))
}

/** The elements of these ids and all that are in the same outermost groups. */
export function withTheirGroups(board: Board, ids: Iterable<string>): ReadonlySet<string> {
  const { elements } = openAnnotations(board)
  const found = new Set(ids)
  const outermost = new Set<string>()
  for (const id of found) {
    const group = outermostGroup(elements.get(id))
    if (group !== undefined) outermost.add(group)
  }
  if (outermost.size === 0) return found
  for (const [id, element] of elements) {
    const group = outermostGroup(element)
    if (group !== undefined && outermost.has(group)) found.add(id)
  }
  return found
}

const outermostGroup = (element: AnyElement | undefined): string | undefined =>
  element === undefined || element.kind === 'unreadable' ? undefined : element.groups.at(-1)

const regroup = (
  board: Board,
  elements: readonly Element[],
  change: (groups: readonly string[]) => readonly string[],
): Refusal =>
  writeFields(board, elements, new Map(elements.map(({ id, groups }) => [id, { groups: change(groups) }])))
