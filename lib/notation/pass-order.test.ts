import { expect, it } from 'vitest'
import { ACTIVATIONS, evaluate, startRun } from '@/lib/engine'
import { explain } from './explanation'
import { passOrder } from './pass-order'
import { quantityKey } from './quantity'

const order = (depth: number, hasBiases: boolean) =>
  passOrder(depth, hasBiases).map(({ quantity }) => quantityKey(quantity))

it('goes forward, backward, and updates then', () => {
  expect(order(2, false)).toEqual(
    'z:1 f:1 z:2 f:2 loss delta:2 gradW:2 delta:1 gradW:1 gradX w:1 w:2'.split(' '),
  )
  expect(order(1, true)).toEqual('z:1 f:1 loss delta:1 gradW:1 gradB:1 gradX w:1 b:1'.split(' '))
})

it.each(ACTIVATIONS)('never needs what comes later (%s)', activation => {
  for (const hasBiases of [false, true]) {
    const layers = [0.8, -0.5, 1.2].map(w => ({ w, activation, ...(hasBiases && { b: 0.1 }) }))
    const chain = { x: 1, y: 0.5, loss: 'squared', layers } as const
    const run = startRun({ layers, loss: 'squared', samples: [{ x: 1, y: 0.5 }], eta: 0.1 })
    const evaluated = { chain, passes: evaluate(chain), run, step: 0, sample: { index: 0 } }
    const steps = passOrder(3, hasBiases)
    const known = new Set(['x', 'y', 'eta', ...[1, 2, 3].flatMap(i => [`w:${i}`, `b:${i}`])])
    for (const { quantity } of steps) {
      for (const source of explain(quantity, evaluated)?.sources ?? [])
        expect(known).toContain(quantityKey(source))
      known.add(quantityKey(quantity))
    }
  }
})
