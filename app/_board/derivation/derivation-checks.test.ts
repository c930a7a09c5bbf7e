import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  addElements,
  type Board,
  editLine,
  moveLine,
  newElementId,
  setAllActivations,
  setWeight,
} from '@/lib/board'
import { stageForTests } from '../canvas/tools/select/stage.testing'
import { CheckQueue, type CheckRequest } from './check-queue'
import { DerivationChecks } from './derivation-checks'

// There is neither a display nor a worker here: frames come at once, and the page itself checks.
beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame))
  vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  vi.stubGlobal('Worker', undefined)
})
afterAll(() => vi.unstubAllGlobals())

const LINES = ['\\delta_1 = (1-f_1^2) w_2 \\delta_2', 'w_2 = 0.75']

function derivation() {
  const { stage } = stageForTests()
  const { board } = stage
  const id = newElementId(board)
  addElements(board, [{ id, kind: 'derivation', x: 0, y: 0, lines: LINES.map(text => ({ text })) }])
  const checks = new DerivationChecks(stage)
  let heard = () => {}
  const stop = checks.follow(id, () => heard())
  const verdicts = () => ['1', '2'].map(line => checks.verdict(id, line)?.check.verdict ?? null)
  /** Resolves when the verdicts are these. */
  const become = (...wanted: readonly (string | null)[]) =>
    new Promise<void>(resolve => {
      heard = () => {
        if (verdicts().join() === wanted.join()) resolve()
      }
      heard()
    })
  return { board, id, checks, stop, become }
}

/** Workers that answer when the test says so. */
function slowWorkers() {
  const asked: (() => void)[] = []
  class SlowWorker {
    onmessage: (event: { data: unknown }) => void = () => {}
    postMessage(request: CheckRequest) {
      const queue = new CheckQueue(
        data => this.onmessage({ data }),
        () => Promise.resolve(),
      )
      asked.push(() => queue.ask(request))
    }
    terminate() {}
  }
  vi.stubGlobal('Worker', SlowWorker)
  return { answer: () => asked.shift()?.() }
}

const secondLayer = (board: Board): string => board.model().layers[1]?.id ?? ''

describe('the verdicts on a derivation that is shown', () => {
  it('come, and come again for what was typed since', async () => {
    const { board, id, checks, become, stop } = derivation()
    await become('holds', 'fails')
    const first = checks.verdict(id, '1')
    editLine(board, id, '2', { before: LINES[1] ?? '', after: 'z_1 = x w_1' })
    expect(checks.verdict(id, '2')?.text).toBe(LINES[1])
    await become('holds', 'holds')
    expect(checks.verdict(id, '2')?.text).toBe('z_1 = x w_1')
    expect(checks.verdict(id, '1')).toBe(first)
    expect([...checks.count(id)]).toEqual([['holds', 2]])
    stop()
  })

  it('follow the numbers of the board where they depend on them, and its activations', async () => {
    const { board, become, stop } = derivation()
    await become('holds', 'fails')
    setWeight(board, secondLayer(board), 0.75)
    await become('holds', 'only-here')
    setWeight(board, secondLayer(board), -1)
    await become('holds', 'fails')
    setAllActivations(board, 'sigmoid')
    await become('fails', 'fails')
    stop()
  })

  it('follow numbers that have changed before the first answer came', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { answer } = slowWorkers()
    const { board, id, checks, stop } = derivation()
    await vi.advanceTimersByTimeAsync(1)
    setWeight(board, secondLayer(board), 0.75)
    await vi.advanceTimersByTimeAsync(1_000)
    answer()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(checks.verdict(id, '2')?.check.verdict).toBe('fails')
    answer()
    await vi.advanceTimersByTimeAsync(1)
    expect(checks.verdict(id, '2')?.check.verdict).toBe('only-here')
    stop()
    vi.useRealTimers()
    vi.stubGlobal('Worker', undefined)
  })

  it('stay with their lines when these change places', async () => {
    const { board, id, checks, become, stop } = derivation()
    await become('holds', 'fails')
    moveLine(board, id, '2', 0)
    await become('holds', 'fails')
    expect(checks.verdict(id, '2')?.text).toBe(LINES[1])
    stop()
    expect(checks.verdict(id, '2')).toBeNull()
  })
})
