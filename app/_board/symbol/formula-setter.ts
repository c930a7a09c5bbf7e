import { loadedKatex, whenKatexLoads } from './load-katex'
import { type SetFormula, settingFormula } from './set-formula'

/** For so long formulas are set in a row before the page gets a turn, in ms. */
const SLICE_MS = 8
/** Characters of the page that one slice gives it to lay out: two of the largest formulas do not come in one frame. */
const SLICE_SIZE = 60_000
/** Characters of formulas that are kept though nobody shows them now. */
const MOST_KEPT = 4_000_000

interface Entry {
  readonly source: string
  readonly isDisplay: boolean
  readonly hasNumbers: boolean
  readonly listeners: Set<() => void>
  formula: SetFormula | null
  /** Where it is being set, half done. */
  setting: ReturnType<typeof settingFormula> | null
}

/**
 * Sets formulas one after the other and gives the page a turn in between, so that a board of a thousand formulas, or of a few that
 * are as much work as one may be, never holds up what somebody is doing.
 */
class FormulaSetter {
  /** In the order in which they were last let go, so that the first are forgotten first. */
  private readonly entries = new Map<string, Entry>()
  private readonly waiting = new Set<Entry>()
  private kept = 0
  private isSetting = false
  private isLoading = false

  formula(source: string, isDisplay: boolean, hasNumbers = false): SetFormula | null {
    return this.entries.get(keyOf(source, isDisplay, hasNumbers))?.formula ?? null
  }

  /** Sees to it that the formula is set, and calls `listener` when it is; returns the way to let go of it. */
  follow(source: string, isDisplay: boolean, listener: () => void, hasNumbers = false): () => void {
    const key = keyOf(source, isDisplay, hasNumbers)
    const entry = this.entries.get(key) ?? newEntry(source, isDisplay, hasNumbers)
    this.entries.set(key, entry)
    entry.listeners.add(listener)
    if (entry.formula === null) {
      this.waiting.add(entry)
      this.setSoon()
    }
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size > 0) return
      this.waiting.delete(entry)
      this.entries.delete(key)
      if (entry.formula !== null) this.entries.set(key, entry)
      this.forgetSome()
    }
  }

  private setSoon(): void {
    if (loadedKatex() !== null) this.setAfterFrame()
    else if (!this.isLoading) {
      this.isLoading = true
      const stop = whenKatexLoads(() => {
        stop()
        this.isLoading = false
        this.setSoon()
      })
    }
  }

  /** What the last slice has set is laid out and painted first: that takes as long again. */
  private setAfterFrame(): void {
    if (this.isSetting) return
    this.isSetting = true
    requestAnimationFrame(() => setTimeout(() => this.setSome()))
  }

  private setSome(): void {
    this.isSetting = false
    const katex = loadedKatex()
    if (katex === null) return
    const until = performance.now() + SLICE_MS
    const full = this.kept + SLICE_SIZE
    for (const entry of this.waiting) {
      entry.setting ??= settingFormula(katex, entry.source, entry.isDisplay, entry.hasNumbers)
      let step = entry.setting.next()
      while (!step.done && performance.now() <= until) step = entry.setting.next()
      if (!step.done) break
      this.waiting.delete(entry)
      entry.setting = null
      entry.formula = step.value
      this.kept += sizeOf(entry)
      for (const listener of [...entry.listeners]) listener()
      if (performance.now() > until || this.kept > full) break
    }
    if (this.waiting.size > 0) this.setSoon()
  }

  private forgetSome(): void {
    for (const [key, entry] of this.entries) {
      if (this.kept < MOST_KEPT) return
      if (entry.listeners.size > 0) continue
      this.entries.delete(key)
      this.kept -= sizeOf(entry)
    }
  }
}

export const formulaSetter = new FormulaSetter()

const newEntry = (source: string, isDisplay: boolean, hasNumbers: boolean): Entry => ({
  source,
  isDisplay,
  hasNumbers,
  listeners: new Set(),
  formula: null,
  setting: null,
})

const keyOf = (source: string, isDisplay: boolean, hasNumbers: boolean): string =>
  `${isDisplay ? 'd' : 'i'}${hasNumbers ? 'n' : ''} ${source}`

const sizeOf = ({ formula, source }: Entry): number =>
  source.length + (formula?.kind === 'set' ? formula.html.length + formula.mathml.length : 0)
