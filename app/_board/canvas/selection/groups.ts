import type { AnyElement } from '@/lib/board'

type Elements = ReadonlyMap<string, AnyElement>

const groupsOf = (element: AnyElement | undefined): readonly string[] =>
  element === undefined || element.kind === 'unreadable' ? [] : element.groups

/**
 * What is selected when an element is pointed at: with no group entered all of its outermost group, within the entered one the
 * next group inside, or the element alone.
 */
export function unitOf(elements: Elements, id: string, entered: string | null): ReadonlySet<string> {
  const group = groupFor(elements, id, entered)
  return group === null ? new Set([id]) : membersOf(elements, group)
}

/** Everything in a group and in the groups inside it. */
export function membersOf(elements: Elements, group: string): ReadonlySet<string> {
  const members = new Set<string>()
  for (const [id, element] of elements) if (groupsOf(element).includes(group)) members.add(id)
  return members
}

/**
 * The group that somebody is inside of: the innermost one that has all of the selection and more besides. Null when the selection is
 * made of whole groups and of what is in none.
 */
export function enteredGroup(elements: Elements, selection: ReadonlySet<string>): string | null {
  const [first, ...others] = selection
  if (first === undefined) return null
  return (
    groupsOf(elements.get(first)).find(
      group =>
        others.every(id => groupsOf(elements.get(id)).includes(group)) &&
        membersOf(elements, group).size > selection.size,
    ) ?? null
  )
}

/** The group that stands for an element: its outermost, or the next one inside the entered one; null when it stands for itself. */
export function groupFor(elements: Elements, id: string, entered: string | null): string | null {
  const groups = groupsOf(elements.get(id))
  const inside = entered === null ? -1 : groups.indexOf(entered)
  return (inside < 0 ? groups.at(-1) : groups[inside - 1]) ?? null
}

/** The selection with every group that it touches taken whole, as far as it lies within the entered one. */
export function withWholeUnits(
  elements: Elements,
  ids: Iterable<string>,
  entered: string | null,
): ReadonlySet<string> {
  const units = new Set<string>()
  const whole = new Set<string>()
  for (const id of ids) {
    const group = groupFor(elements, id, entered)
    if (group === null) whole.add(id)
    else units.add(group)
  }
  if (units.size === 0) return whole
  for (const [id, element] of elements) {
    if (groupsOf(element).some(group => units.has(group))) whole.add(id)
  }
  return whole
}

/** What is moved as one in a selection: by outermost group within the entered one, or alone. Ids by the name of the unit. */
export function unitsOf(
  elements: Elements,
  selection: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const entered = enteredGroup(elements, selection)
  const units = new Map<string, string[]>()
  for (const id of selection) {
    const unit = groupFor(elements, id, entered) ?? id
    const members = units.get(unit)
    if (members === undefined) units.set(unit, [id])
    else members.push(id)
  }
  return units
}
