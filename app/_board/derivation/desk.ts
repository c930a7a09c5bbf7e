import type { CanvasScope } from '../canvas/canvas-scope'
import { DerivationChecks } from './derivation-checks'
import { LiveNumbers } from './live-numbers'

/** How this tab looks at a derivation. It outlives the card, which leaves the page when it is out of sight. */
export interface CardView {
  readonly hasNumbers: boolean
  /** How many steps of the recursion are open; null: the panel is closed. */
  readonly unrolled: number | null
}

const FIRST_LOOK: CardView = { hasNumbers: false, unrolled: null }

/** What all derivations on a board share in this tab. */
export interface Desk {
  readonly checks: DerivationChecks
  readonly numbers: LiveNumbers
  view(id: string): CardView
  setView(id: string, view: Partial<CardView>): void
  subscribe(listener: () => void): () => void
}

const desks = new WeakMap<CanvasScope['annotations'], Desk>()

export function deskOf(stage: CanvasScope): Desk {
  const known = desks.get(stage.annotations)
  if (known !== undefined) return known
  const views = new Map<string, CardView>()
  const listeners = new Set<() => void>()
  const desk: Desk = {
    checks: new DerivationChecks(stage),
    numbers: new LiveNumbers(stage),
    view: id => views.get(id) ?? FIRST_LOOK,
    setView(id, view) {
      views.set(id, { ...desk.view(id), ...view })
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  desks.set(stage.annotations, desk)
  return desk
}
