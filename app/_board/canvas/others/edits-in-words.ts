import type { AnyElement } from '@/lib/board'
import { describe } from '../selection/describe'

/** What others did on the board since it was last told. */
export interface OthersEdits {
  /** The elements that are new, with who put each there; null where that is not known. */
  readonly added: readonly { readonly element: AnyElement; readonly by: string | null }[]
  readonly changed: number
  readonly removed: number
}

/** More than this many new things are counted and not named. */
const NAMED = 2

/** The edits of others in one sentence for those who hear it; null when there were none. */
export function editsInWords({ added, changed, removed }: OthersEdits): string | null {
  const parts: string[] = []
  if (added.length > NAMED) parts.push(`${added.length} annotations were added`)
  else for (const { element, by } of added) parts.push(`${by ?? 'Somebody'} added: ${describe(element)}`)
  if (changed > 0)
    parts.push(changed === 1 ? '1 annotation was changed' : `${changed} annotations were changed`)
  if (removed > 0)
    parts.push(removed === 1 ? '1 annotation was deleted' : `${removed} annotations were deleted`)
  return parts.length === 0 ? null : `${parts.join('. ')}.`
}

/** The client that made an element: an id begins with it, in base 36 (R2). */
export const makerOf = (id: string): number => Number.parseInt(id.split('-')[0] ?? '', 36)
