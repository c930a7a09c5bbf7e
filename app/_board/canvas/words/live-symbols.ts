import { derive } from '@/lib/board'
import { type Quantity, quantityFromKey, quantityKey, quantityValue } from '@/lib/notation'
import { type Inspection, inspect, stopInspecting } from '../../session'
import type { CanvasScope } from '../canvas-scope'

/** A symbol in a formula that somebody points at, or has walked to. */
export interface PointedSymbol {
  readonly symbol: HTMLElement
  readonly quantity: Quantity
  readonly by: Inspection['by']
}

/**
 * The symbols of the chain in the formulas on the board. Pointing at one looks at its quantity, which lights up on the chain; and
 * whatever is looked at on the chain lights up here.
 */
export class LiveSymbols {
  private current: PointedSymbol | null = null
  private readonly listeners = new Set<() => void>()

  constructor(private readonly stage: Pick<CanvasScope, 'session' | 'board'>) {}

  /** Lights up the symbols under `root` as others are looked at; returns the way to stop it. */
  follow(root: ParentNode): () => void {
    return this.stage.session.subscribe((now, before) => {
      if (now.inspection !== before.inspection || now.lit !== before.lit) this.light(root)
    })
  }

  /** Lights up the symbols under `root` as things stand. */
  light = (root: ParentNode): void => {
    const { inspection, lit } = this.stage.session.getState()
    const inspected = inspection && quantityKey(inspection.quantity)
    for (const symbol of root.querySelectorAll<HTMLElement>('[data-symbol]')) {
      const key = symbol.dataset.symbol ?? ''
      symbol.toggleAttribute('data-inspected', key === inspected)
      symbol.toggleAttribute('data-lit', lit.has(key))
    }
  }

  pointed = (): PointedSymbol | null => this.current

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Somebody points at something: at a symbol of a quantity that the chain has, or at nothing of the kind. */
  point(target: EventTarget | null, by: Inspection['by']): void {
    const symbol = target instanceof Element ? target.closest<HTMLElement>('[data-symbol]') : null
    if (symbol !== null && symbol === this.current?.symbol) return
    const quantity = symbol && this.quantityOf(symbol)
    if (this.current !== null) stopInspecting(this.stage.session, this.current)
    this.set(symbol && quantity && { symbol, quantity, by })
    if (this.current !== null) inspect(this.stage.session, this.current)
  }

  /** Whoever came in this way is gone. */
  leave(by: Inspection['by']): void {
    if (this.current?.by === by) this.point(null, by)
  }

  /** The symbols of a formula whose quantities the chain has, in the order of the page. */
  symbolsIn(formula: ParentNode): readonly HTMLElement[] {
    return [...formula.querySelectorAll<HTMLElement>('[data-symbol]')].filter(
      symbol => this.quantityOf(symbol) !== null,
    )
  }

  /** Which of these is pointed at; −1 for none. */
  placeAmong(symbols: readonly HTMLElement[]): number {
    return this.current === null ? -1 : symbols.indexOf(this.current.symbol)
  }

  private set(pointed: PointedSymbol | null): void {
    if (pointed === this.current) return
    this.current = pointed
    for (const listener of [...this.listeners]) listener()
  }

  private quantityOf(symbol: HTMLElement): Quantity | null {
    const { board, session } = this.stage
    const quantity = quantityFromKey(symbol.dataset.symbol ?? '')
    if (quantity === null) return null
    const { viewedStep, viewedSample } = session.getState()
    const derived = derive(board.model(), { step: viewedStep, sampleId: viewedSample })
    return quantityValue(quantity, derived) === undefined ? null : quantity
  }
}
