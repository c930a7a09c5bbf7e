import type { Preview } from '../canvas-state'

const NONE: ReadonlySet<string> = new Set()

/** The elements that a preview takes out of the picture, to be painted elsewhere as long as it lasts. */
export function takenOut(preview: Preview | null): ReadonlySet<string> {
  if (preview?.kind === 'moved') return preview.ids
  return preview?.kind === 'changed' ? new Set(preview.elements.keys()) : NONE
}

/** The elements that are dimmed or cut otherwise under one preview than under the other. */
export function erasedOtherwise(before: Preview | null, after: Preview | null): readonly string[] {
  const [was, is] = [erasure(before), erasure(after)]
  const changed: string[] = []
  for (const id of is.ids) if (!was.ids.has(id)) changed.push(id)
  for (const id of was.ids) if (!is.ids.has(id)) changed.push(id)
  for (const [id, cuts] of is.cuts) if (was.cuts.get(id) !== cuts) changed.push(id)
  for (const id of was.cuts.keys()) if (!is.cuts.has(id)) changed.push(id)
  return changed
}

const NOTHING = { ids: NONE, cuts: new Map<string, readonly unknown[]>() }

const erasure = (preview: Preview | null) => (preview?.kind === 'erased' ? preview : NOTHING)
