import { type Box, intersects } from './box'

/** Something in the pile of one layer, with its box in world px. */
export interface Piled {
  readonly id: string
  readonly box: Box
}

export type Reordering = 'front' | 'back' | 'up' | 'down'

/** Things that get new places in the pile: in their order, above one thing and below another; null is the end of the pile. */
export interface Insertion {
  readonly ids: readonly string[]
  readonly above: string | null
  readonly below: string | null
}

/**
 * The new places for the chosen things of a pile (from the bottom to the top) that lie before or behind others. A step passes
 * the next thing that overlaps, not one somewhere else, which nobody would see. Among each other they stay in order; who stays in
 * its place is not named, so that others' work is not touched.
 */
export function reordered(
  pile: readonly Piled[],
  chosen: ReadonlySet<string>,
  to: Reordering,
): readonly Insertion[] {
  const after = to === 'front' || to === 'back' ? atTheEnd(pile, chosen, to) : stepped(pile, chosen, to)
  return insertions(pile, after, chosen)
}

function atTheEnd(pile: readonly Piled[], chosen: ReadonlySet<string>, to: 'front' | 'back'): Piled[] {
  const [moved, others] = [pile.filter(({ id }) => chosen.has(id)), pile.filter(({ id }) => !chosen.has(id))]
  return to === 'front' ? [...others, ...moved] : [...moved, ...others]
}

function stepped(pile: readonly Piled[], chosen: ReadonlySet<string>, to: 'up' | 'down'): Piled[] {
  // Down is up in the pile turned over. The chosen that lie in between go along, so that no two of them change places.
  const after = to === 'up' ? [...pile] : pile.toReversed()
  for (let i = after.length - 1; i >= 0; i--) {
    const thing = after[i]
    if (!chosen.has(thing.id)) continue
    const passed = after.findIndex(
      (other, j) => j > i && !chosen.has(other.id) && intersects(other.box, thing.box),
    )
    if (passed < 0) continue
    const between = after.splice(i, passed - i + 1)
    after.splice(
      i,
      0,
      ...between.filter(({ id }) => !chosen.has(id)),
      ...between.filter(({ id }) => chosen.has(id)),
    )
  }
  return to === 'up' ? after : after.reverse()
}

/** The runs of chosen things that do not stand among the same others as before, with their new neighbours. */
function insertions(
  before: readonly Piled[],
  after: readonly Piled[],
  chosen: ReadonlySet<string>,
): Insertion[] {
  const heights = (pile: readonly Piled[]) => {
    let others = 0
    return new Map(pile.map(({ id }) => [id, chosen.has(id) ? others : others++]))
  }
  const was = heights(before)
  const found: Insertion[] = []
  let run: string[] = []
  let above: string | null = null
  const end = (below: string | null) => {
    if (run.some(id => was.get(id) !== now.get(id))) found.push({ ids: run, above, below })
    run = []
  }
  const now = heights(after)
  for (const { id } of after) {
    if (chosen.has(id)) run.push(id)
    else {
      end(id)
      above = id
    }
  }
  end(null)
  return found
}
