import type { Chain } from '@/lib/engine'
import { DerivationChecker, evaluatedChain, type LineCheck, shapeOf } from '@/lib/notation'

/** What is asked: to check the lines of a derivation on a chain. A later question about the same derivation replaces it. */
export interface CheckRequest {
  readonly id: string
  readonly edition: number
  readonly texts: readonly string[]
  readonly chain: Chain
  readonly eta: number
}

/** Part of the answer: what is to be said of the lines from `from` on. */
export interface CheckAnswer {
  readonly id: string
  readonly edition: number
  readonly from: number
  readonly checks: readonly LineCheck[]
  readonly isDone: boolean
}

/** For so long lines are checked before what is known is told, in ms. */
const SLICE_MS = 12

/** Checks derivations one after the other, and looks between two lines whether something else is asked by now. */
export class CheckQueue {
  private readonly checker = new DerivationChecker()
  private readonly waiting = new Map<string, CheckRequest>()
  private isBusy = false

  /** @param rest lets messages come in before it goes on */
  constructor(
    private readonly answer: (answer: CheckAnswer) => void,
    private readonly rest: () => Promise<void>,
  ) {}

  ask(request: CheckRequest): void {
    this.waiting.delete(request.id)
    this.waiting.set(request.id, request)
    if (!this.isBusy) void this.work()
  }

  private async work(): Promise<void> {
    this.isBusy = true
    for (let next = this.take(); next !== undefined; next = this.take()) await this.check(next)
    this.isBusy = false
  }

  private take(): CheckRequest | undefined {
    const [first] = this.waiting.values()
    if (first !== undefined) this.waiting.delete(first.id)
    return first
  }

  private async check({ id, edition, texts, chain, eta }: CheckRequest): Promise<void> {
    const lines = this.checker.check(texts, shapeOf(chain), evaluatedChain(chain, eta))
    let [from, checks, until] = [0, [] as LineCheck[], performance.now() + SLICE_MS]
    for (const { check } of lines) {
      checks.push(check)
      if (performance.now() < until) continue
      this.answer({ id, edition, from, checks, isDone: false })
      from += checks.length
      checks = []
      await this.rest()
      if (this.waiting.has(id)) return
      until = performance.now() + SLICE_MS
    }
    this.answer({ id, edition, from, checks, isDone: true })
  }
}
