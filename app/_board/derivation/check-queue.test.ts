import { describe, expect, it } from 'vitest'
import { type CheckAnswer, CheckQueue, type CheckRequest } from './check-queue'

const chain = {
  x: 1,
  y: 0.5,
  loss: 'squared' as const,
  layers: [0.8, -0.5].map(w => ({ w, activation: 'tanh' as const })),
}
const request = (id: string, edition: number, ...texts: readonly string[]): CheckRequest => ({
  id,
  edition,
  texts,
  chain,
  eta: 0.1,
})

/** A queue whose rests end when the test says so. */
function queue() {
  const answers: CheckAnswer[] = []
  const rests: (() => void)[] = []
  const made = new CheckQueue(
    answer => answers.push(answer),
    () => new Promise(resolve => rests.push(resolve)),
  )
  const settled = async () => {
    for (let i = 0; i < 50; i++) {
      rests.shift()?.()
      await Promise.resolve()
    }
  }
  return { answers, ask: (each: CheckRequest) => made.ask(each), settled }
}

const verdictsIn = (answers: readonly CheckAnswer[], edition: number) =>
  answers
    .filter(answer => answer.edition === edition)
    .flatMap(({ checks }) => checks.map(({ verdict }) => verdict))

describe('derivations that are checked beside the page', () => {
  it('are answered line by line, in order, and one after the other', async () => {
    const { answers, ask, settled } = queue()
    ask(request('a', 1, '\\delta_1 = (1-f_1^2) w_2 \\delta_2', '\\delta_1 = (1-f_1^2) w_1 \\delta_2'))
    ask(request('b', 2, 'w_2 = -0.5', 'oops('))
    await settled()
    expect(verdictsIn(answers, 1)).toEqual(['holds', 'fails'])
    expect(verdictsIn(answers, 2)).toEqual(['only-here', 'unclear'])
    expect(answers.filter(({ isDone }) => isDone).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('are answered as they were asked last', async () => {
    const { answers, ask, settled } = queue()
    ask(request('a', 1, ...Array.from({ length: 60 }, (_, i) => `\\delta_1 = ${i} f'(z_1) w_2 \\delta_2`)))
    ask(request('b', 2, 'x = y'))
    ask(request('b', 3, 'z_1 = x w_1'))
    await settled()
    expect(verdictsIn(answers, 2)).toEqual([])
    expect(verdictsIn(answers, 3)).toEqual(['holds'])
  })

  it('say of an empty derivation that nothing is left to check', async () => {
    const { answers, ask, settled } = queue()
    ask(request('a', 1))
    await settled()
    expect(answers).toEqual([{ id: 'a', edition: 1, from: 0, checks: [], isDone: true }])
  })
})
