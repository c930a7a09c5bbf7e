import { derive } from '@/lib/board'
import { columnText, quantityFromKey, quantityValue } from '@/lib/notation'
import type { CanvasScope } from '../canvas/canvas-scope'

/**
 * The numbers under the symbols of formulas. While a weight is dragged hundreds of them change in every frame and nothing else
 * does: so they are written into the page by hand, and only those that read otherwise.
 */
export class LiveNumbers {
  private readonly places = new Map<string, Set<HTMLElement>>()
  private readonly shown = new Map<string, string>()
  private frame = 0
  private stop: (() => void) | null = null

  constructor(private readonly stage: Pick<CanvasScope, 'board' | 'session'>) {}

  /** Writes the numbers of a formula that was set with room for them, and keeps them up to date as long as it is in the page. */
  show = (formula: ParentNode): void => {
    const places = formula.querySelectorAll<HTMLElement>('[data-number]')
    if (places.length === 0) return
    this.stop ??= this.follow()
    for (const place of places) {
      const key = place.dataset.number ?? ''
      this.places.set(key, (this.places.get(key) ?? new Set()).add(place))
      place.replaceChildren(document.createTextNode(this.shown.get(key) ?? ''))
    }
    this.paintSoon()
  }

  private follow(): () => void {
    const { board, session } = this.stage
    const stopBoard = board.subscribe(this.paintSoon)
    const stopSession = session.subscribe((now, before) => {
      const isElsewhere = now.viewedStep !== before.viewedStep || now.viewedSample !== before.viewedSample
      if (isElsewhere || now.computed !== before.computed) this.paintSoon()
    })
    return () => {
      stopBoard()
      stopSession()
    }
  }

  private paintSoon = (): void => {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.paint)
  }

  private paint = (): void => {
    this.frame = 0
    const { viewedStep, viewedSample } = this.stage.session.getState()
    const derived = derive(this.stage.board.model(), { step: viewedStep, sampleId: viewedSample })
    for (const [key, places] of this.places) {
      for (const place of places) if (!place.isConnected) places.delete(place)
      if (places.size === 0) {
        this.places.delete(key)
        this.shown.delete(key)
        continue
      }
      const quantity = quantityFromKey(key)
      const value = quantity === null ? undefined : quantityValue(quantity, derived)
      const text = value === undefined ? '' : columnText(value)
      const isNew = text !== this.shown.get(key)
      this.shown.set(key, text)
      if (!isNew) continue
      // The text alone is another: no node comes or goes, and nothing around it is laid out anew.
      for (const { firstChild } of places) if (firstChild !== null) firstChild.nodeValue = text
    }
    if (this.places.size > 0) return
    this.stop?.()
    this.stop = null
  }
}
