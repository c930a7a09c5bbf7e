import { type AnyElement, isLine } from '@/lib/board'

/** Which lines hold on to which annotations: those lines are drawn anew when what they hold on to changes. */
export class Holders {
  private readonly heldBy = new Map<string, readonly string[]>()
  private readonly linesOn = new Map<string, Set<string>>()

  /** Notes what an element holds on to now; nothing when it is gone (undefined). */
  note(id: string, element: AnyElement | undefined): void {
    const before = this.heldBy.get(id) ?? []
    const after = element !== undefined && isLine(element) ? annotationsHeldBy(element) : []
    for (const held of before) this.linesOn.get(held)?.delete(id)
    for (const held of after) {
      const lines = this.linesOn.get(held)
      if (lines === undefined) this.linesOn.set(held, new Set([id]))
      else lines.add(id)
    }
    if (after.length > 0) this.heldBy.set(id, after)
    else this.heldBy.delete(id)
  }

  /** The lines that hold on to any of these. */
  on(ids: Iterable<string>): ReadonlySet<string> {
    const lines = new Set<string>()
    if (this.heldBy.size === 0) return lines
    for (const id of ids) for (const line of this.linesOn.get(id) ?? []) lines.add(line)
    return lines
  }
}

const annotationsHeldBy = ({ from, to }: Extract<AnyElement, { end: unknown }>): readonly string[] =>
  [from, to].flatMap(anchor => (anchor?.to === 'annotation' ? [anchor.id] : []))
