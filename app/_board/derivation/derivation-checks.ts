import { type Derivation, derive, isReadable } from '@/lib/board'
import { type LineCheck, shapeKey, shapeOf } from '@/lib/notation'
import type { CanvasScope } from '../canvas/canvas-scope'
import { type Checking, checkBeside } from './check-beside'
import type { CheckAnswer } from './check-queue'

/** What is to be said of a line, and the text that it was said of: somebody may have typed on since. */
export interface LineVerdict {
  readonly text: string
  readonly check: LineCheck
}

/** While somebody drags a weight, lines that hold by its numbers alone are looked at so often, in ms. */
const NUMBERS_EVERY_MS = 250

interface Checked {
  readonly verdicts: Map<string, LineVerdict>
  readonly listeners: Set<() => void>
  /** What was asked last: of which lines, and whether the answer is complete. */
  edition: number
  ids: readonly string[]
  texts: readonly string[]
  isDone: boolean
}

/**
 * The verdicts on the derivations that are shown: worked out beside the page from what the document says, and so the same in every
 * browser. They are on the chain as it stands at the end of its run, whichever step somebody looks at.
 */
export class DerivationChecks {
  private readonly checked = new Map<string, Checked>()
  private checking: Checking | null = null
  private readonly changed = new Set<string>()
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private stop: (() => void) | null = null
  private editions = 0
  private shape = ''

  constructor(private readonly stage: Pick<CanvasScope, 'board' | 'annotations'>) {}

  /** Checks a derivation from now on and calls `listener` when a verdict is another, until the returned function is called. */
  follow(id: string, listener: () => void): () => void {
    if (this.checked.size === 0) this.begin()
    const checked = this.checked.get(id) ?? newlyChecked()
    this.checked.set(id, checked)
    checked.listeners.add(listener)
    this.askSoon(id)
    return () => {
      checked.listeners.delete(listener)
      if (checked.listeners.size > 0 || this.checked.get(id) !== checked) return
      this.checked.delete(id)
      if (this.checked.size === 0) this.end()
    }
  }

  /** The verdict on a line: the same object until it is another. */
  verdict(id: string, line: string): LineVerdict | null {
    return this.checked.get(id)?.verdicts.get(line) ?? null
  }

  /** How many lines have each verdict, of those that are known. */
  count(id: string): ReadonlyMap<LineCheck['verdict'], number> {
    const counts = new Map<LineCheck['verdict'], number>()
    for (const { text, check } of this.checked.get(id)?.verdicts.values() ?? []) {
      if (text.trim() !== '') counts.set(check.verdict, (counts.get(check.verdict) ?? 0) + 1)
    }
    return counts
  }

  private begin(): void {
    const { board, annotations } = this.stage
    this.shape = this.shapeNow()
    this.checking = checkBeside(answer => this.take(answer))
    const stopAnnotations = annotations.subscribe(({ changed }) => {
      for (const id of changed.keys()) if (this.checked.has(id)) this.askSoon(id)
    })
    const stopBoard = board.subscribe(() => this.followNumbers())
    this.stop = () => {
      stopAnnotations()
      stopBoard()
    }
  }

  private end(): void {
    this.stop?.()
    this.stop = null
    this.checking?.end()
    this.checking = null
    cancelAnimationFrame(this.frame)
    this.frame = 0
    clearTimeout(this.timer)
    this.timer = undefined
    this.changed.clear()
  }

  private askSoon(id: string): void {
    this.changed.add(id)
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      for (const each of this.changed) this.ask(each)
      this.changed.clear()
    })
  }

  private ask(id: string, isNews = false): void {
    const element = this.stage.annotations.elements.get(id)
    const checked = this.checked.get(id)
    if (checked === undefined || element?.kind !== 'derivation') return
    const { ids, texts } = linesOf(element)
    const { chain, run } = derive(this.stage.board.model())
    const isSame = ids.join() === checked.ids.join() && texts.every((text, i) => text === checked.texts[i])
    if (isSame && !isNews && checked.edition > 0) return
    checked.edition = ++this.editions
    Object.assign(checked, { ids, texts, isDone: false })
    this.checking?.ask({ id, edition: checked.edition, texts, chain, eta: run.start.eta })
  }

  private followNumbers(): void {
    const shape = this.shapeNow()
    if (shape !== this.shape) {
      this.shape = shape
      for (const id of this.checked.keys()) this.ask(id, true)
      return
    }
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      for (const [id, { verdicts, isDone }] of this.checked) {
        // What was asked of the numbers before is told first: only then is it known whether it depends on them.
        if (!isDone) this.followNumbers()
        else if ([...verdicts.values()].some(({ check }) => DEPENDING.has(check.verdict))) this.ask(id, true)
      }
    }, NUMBERS_EVERY_MS)
  }

  private shapeNow(): string {
    return shapeKey(shapeOf(derive(this.stage.board.model()).chain))
  }

  private take({ id, edition, from, checks, isDone }: CheckAnswer): void {
    const checked = this.checked.get(id)
    if (checked?.edition !== edition) return
    for (const [i, check] of checks.entries()) {
      const line = checked.ids[from + i]
      const text = checked.texts[from + i]
      if (line === undefined || text === undefined) continue
      const before = checked.verdicts.get(line)
      if (before?.text === text && saysTheSame(before.check, check)) continue
      checked.verdicts.set(line, { text, check })
    }
    checked.isDone = isDone
    if (isDone) forgetOthers(checked)
    for (const listener of [...checked.listeners]) listener()
  }
}

/** Verdicts that may be others at other numbers. */
const DEPENDING: ReadonlySet<LineCheck['verdict']> = new Set(['fails', 'only-here'])

const newlyChecked = (): Checked => ({
  verdicts: new Map(),
  listeners: new Set(),
  edition: 0,
  ids: [],
  texts: [],
  isDone: false,
})

/** A line that cannot be read stands for an empty one, so that lines are counted as they are shown. */
function linesOf({ lines }: Derivation): Pick<Checked, 'ids' | 'texts'> {
  return {
    ids: lines.map(line => line.id),
    texts: lines.map(line => (isReadable(line) ? line.text : '')),
  }
}

const saysTheSame = (a: LineCheck, b: LineCheck): boolean =>
  a.verdict === b.verdict &&
  a.words === b.words &&
  a.rule === b.rule &&
  a.mistake?.code === b.mistake?.code &&
  a.counterexample?.words === b.counterexample?.words

function forgetOthers({ verdicts, ids }: Checked): void {
  const there = new Set(ids)
  for (const id of verdicts.keys()) if (!there.has(id)) verdicts.delete(id)
}
