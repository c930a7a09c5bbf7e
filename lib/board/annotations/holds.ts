import type { Anchor } from './anchor'
import { type AnyElement, type Element, isHolder, isLine } from './element'
import { MAX_HOLDS } from './limits'
import type { QuantityKey } from './quantity-key'

/** What the holds are judged by. */
export interface Ground {
  /** The element under the id, as it stands in the document. */
  element(id: string): AnyElement | undefined
  isOnBoard(key: QuantityKey): boolean
}

/**
 * Who holds on to what, and whether it is there (A7). An anchor is lost when its quantity or annotation is gone, and when from
 * there on more than 8 annotations hold on to one another, as all do that hold on in a circle.
 */
export class Holds {
  private readonly holders = new Map<string, Set<string>>()
  private readonly quantityHolders = new Set<string>()

  constructor(private readonly ground: Ground) {}

  /** Notes that an element was replaced: `before` and `after` are undefined where there was or is none. */
  note(id: string, before: AnyElement | undefined, after: AnyElement | undefined): void {
    for (const anchor of anchorsOf(before)) {
      if (anchor.to === 'annotation') this.holders.get(anchor.id)?.delete(id)
      if (anchor.to === 'annotation' && this.holders.get(anchor.id)?.size === 0)
        this.holders.delete(anchor.id)
    }
    this.quantityHolders.delete(id)
    for (const anchor of anchorsOf(after)) {
      if (anchor.to === 'quantity') this.quantityHolders.add(id)
      else this.holders.set(anchor.id, (this.holders.get(anchor.id) ?? new Set()).add(id))
    }
  }

  /** Those whose anchors may be lost or found when a quantity goes or comes. */
  onQuantities(): Iterable<string> {
    return this.quantityHolders
  }

  /** Those whose anchors may be lost or found when these elements go, come, or hold on to something else. */
  on(ids: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>()
    let level: Iterable<string> = ids
    for (let depth = 0; depth < MAX_HOLDS; depth++) {
      const next: string[] = []
      for (const id of level) {
        for (const holder of this.holders.get(id) ?? []) {
          if (found.has(holder)) continue
          found.add(holder)
          next.push(holder)
        }
      }
      level = next
    }
    return found
  }

  /** The element with what it says of its anchors made true. */
  judged(element: AnyElement): AnyElement {
    if (isHolder(element)) {
      return this.isLost(element.anchor) ? { ...element, anchorLost: true } : element
    }
    if (!isLine(element)) return element
    const [fromLost, toLost] = [this.isLost(element.from), this.isLost(element.to)]
    return fromLost || toLost ? { ...element, fromLost, toLost } : element
  }

  private isLost(anchor: Anchor | null): boolean {
    if (anchor === null) return false
    if (anchor.to === 'quantity') return !this.ground.isOnBoard(anchor.quantity)
    const target = this.readable(anchor.id)
    return target === undefined || !this.endsWithin(target, MAX_HOLDS - 1)
  }

  private endsWithin(element: Element, left: number): boolean {
    return anchorsOf(element).every(anchor => {
      const target = anchor.to === 'annotation' ? this.readable(anchor.id) : undefined
      return target === undefined || (left > 0 && this.endsWithin(target, left - 1))
    })
  }

  private readable(id: string): Element | undefined {
    const element = this.ground.element(id)
    return element?.kind === 'unreadable' ? undefined : element
  }
}

/** What an element holds on to. */
export function anchorsOf(element: AnyElement | undefined): readonly Anchor[] {
  if (element === undefined) return []
  const anchors = isHolder(element) ? [element.anchor] : isLine(element) ? [element.from, element.to] : []
  return anchors.filter(anchor => anchor !== null)
}
