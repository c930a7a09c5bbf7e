import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ACTIVATIONS, LOSSES, OPTIMISERS, ORDERS } from '@/lib/engine'
import { openBoard } from './board'
import { derive } from './derive'
import { addLayer, removeLayer, setActivation } from './edit-layers'
import { setBias, setWeight, setX } from './edit-parameters'
import { addSteps, restart } from './edit-run'
import { addSample, removeSample } from './edit-samples'
import { setBatch, setOptimiser } from './edit-schedule'
import { setTitle } from './edit-title'
import { COURSE_CHAIN } from './examples'
import { loadChain } from './load-chain'
import { readModel } from './read-model'
import { brokenBoard, placesOf, seededBoard, send, startWeights } from './replicas.testing'
import { metaOf, modelOf, NESTED } from './schema'
import type { Model } from './types'
import { createUndo } from './undo'

function expectValid(model: Model): void {
  expect(typeof model.title).toBe('string')
  expect(Array.from(model.title).length).toBeLessThanOrEqual(120)
  expect(LOSSES).toContain(model.loss)
  expect(typeof model.biases).toBe('boolean')
  expect(ORDERS).toContain(model.order)
  expect(Number.isSafeInteger(model.seed) && model.seed >= 0 && model.seed <= 0xffffffff).toBe(true)
  expect(model.batch === 'all' || (Number.isSafeInteger(model.batch) && model.batch >= 1)).toBe(true)
  expect(OPTIMISERS).toContain(model.optimiser)
  expect(model.layers.length).toBeGreaterThanOrEqual(1)
  expect(model.layers.length).toBeLessThanOrEqual(64)
  expect(model.samples.length).toBeLessThanOrEqual(100)
  expect(Number.isSafeInteger(model.run.steps) && model.run.steps >= 0 && model.run.steps <= 1_000_000).toBe(
    true,
  )
  const numbers = [
    model.x,
    model.y,
    model.eta,
    ...model.layers.flatMap(({ w, b }) => [w, b]),
    ...model.samples.flatMap(({ x, y }) => [x, y]),
  ]
  for (const number of numbers) expect(number).toSatisfy(Number.isFinite)
  for (const { activation } of model.layers) expect(ACTIVATIONS).toContain(activation)
  const ids = [...model.layers, ...model.samples].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
}

describe('a hostile document (R11)', () => {
  const plain = fc.anything({
    withBigInt: false,
    withDate: false,
    withMap: false,
    withSet: false,
    maxDepth: 3,
  })
  const shared = fc.constantFrom(
    () => new Y.Map([['deep', new Y.Map([['deeper', new Y.Array()]])]]),
    () => Y.Array.from([1, 'two', null]),
    () => new Y.Text('text'),
    () => new Y.Doc(),
    () => new Uint8Array(3),
    () => 2n ** 60n,
    () => undefined,
  )
  const junk = fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -0,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '',
      '1',
      'tanh',
      'a0',
      '1-t',
      'shuffled',
      'all',
      2 ** 32,
      2 ** 53,
    ),
    fc.double(),
    plain.filter(isEncodable).map(value => () => value),
    shared,
  )
  const make = (value: unknown): unknown => (typeof value === 'function' ? value() : value)
  const words = [
    'run',
    'x',
    'y',
    'eta',
    'loss',
    'biases',
    'order',
    'seed',
    'batch',
    'optimiser',
    'adam',
    'all',
    ...NESTED,
    'chain',
    'order',
    'activation',
    'start',
    '__proto__',
  ]
  const key = fc.oneof(
    fc.constantFrom(...words),
    fc.string({ maxLength: 5 }),
    fc.constantFrom('1-t', '1-t/1-t-0/w', '1-t/9'),
  )
  const blow = fc.record({
    where: fc.constantFrom('meta', 'model', ...NESTED),
    key,
    value: fc.oneof(
      junk,
      fc.dictionary(key, junk, { maxKeys: 5 }).map(fields => () => entryOf(fields)),
    ),
  })
  const entryOf = (fields: Record<string, unknown>) =>
    new Y.Map(Object.entries(fields).map(([name, value]) => [name, make(value)] as const))

  const strike = (doc: Y.Doc, blows: readonly { where: string; key: string; value: unknown }[]): void => {
    for (const { where, key, value } of blows) {
      const root = modelOf(doc)
      const target = where === 'meta' ? metaOf(doc) : where === 'model' ? root : root.get(where)
      if (target instanceof Y.Map) target.set(key, make(value))
    }
  }

  it('reads as a valid model, and is not changed by reading', () => {
    fc.assert(
      fc.property(fc.array(blow, { maxLength: 30 }), fc.boolean(), (blows, seeded) => {
        const { doc } = seeded ? seededBoard(10) : openBoard(new Y.Doc())
        strike(doc, blows)
        const before = Y.encodeStateAsUpdate(doc)
        const model = readModel(doc)
        expectValid(model)
        derive(model)
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before)

        const copy = new Y.Doc()
        Y.applyUpdate(copy, before)
        expect(readModel(copy)).toEqual(model)
      }),
      { numRuns: 150 },
    )
  })

  it('reads the same change by change as it does at once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(blow, { maxLength: 4 }), { maxLength: 12 }), attacks => {
        const [board, replica] = [seededBoard(10), seededBoard(20)]
        const undo = createUndo(board)
        for (const [i, blows] of attacks.entries()) {
          board.doc.transact(() => strike(board.doc, blows))
          if (i % 3 === 1) setX(board, i)
          if (i % 3 === 2) undo.undo()
          expect(board.model()).toEqual(readModel(board.doc))
          send(board, replica)
          expect(replica.model()).toEqual(board.model())
        }
      }),
      { numRuns: 80 },
    )
  })

  it('can be edited, undone and loaded over without an error', () => {
    fc.assert(
      fc.property(fc.array(blow, { maxLength: 15 }), blows => {
        const board = seededBoard(10)
        strike(board.doc, blows)
        const undo = createUndo(board)
        const { id } = board.model().layers[0] ?? { id: '' }
        const sample = addSample(board, { x: 1, y: 2 })
        for (const command of [
          () => setX(board, 3),
          () => setWeight(board, id, 4),
          () => addSteps(board, 3),
          () => setBias(board, id, 4),
          () => setActivation(board, id, 'relu'),
          () => setBatch(board, 'all'),
          () => setOptimiser(board, 'adam'),
          () => addLayer(board, 1),
          () => removeLayer(board, id),
          () => removeSample(board, sample ?? ''),
          () => setTitle(board, 'mended'),
          () => addSteps(board, 2),
          () => restart(board),
          () => undo.undo(),
          () => undo.redo(),
        ]) {
          command()
          expectValid(board.model())
        }
        if (loadChain(board, COURSE_CHAIN)) expect(startWeights(board)).toEqual([0.8, -0.5, 1.2])
      }),
      { numRuns: 80 },
    )
  })

  it('may be huge or deeply nested', () => {
    const board = brokenBoard((model, nested) => {
      let nest = nested('layers')
      for (const _ of Array(2000).keys()) nest = nest.set('nest', new Y.Map<unknown>())
      let any: unknown = 1
      for (const _ of Array(1500).keys()) any = [any]
      nested('layers').set('nested-any', any)
      for (const i of Array(20_000).keys()) nested('params').set(`junk${i}/a/w`, i)
      model.set('x', 'a'.repeat(1_000_000))
    })
    expect(startWeights(board)).toEqual([0.8, -0.5, 1.2])
    expect(placesOf(board)).toEqual(['model.layers.nest', 'model.layers.nested-any', 'model.x'])
  })

  it('may have roots that another program uses as another type', () => {
    const foreign = new Y.Doc()
    foreign.getText('model').insert(0, 'not a map')
    foreign.getArray('meta').push([1, 2])
    const board = seededBoard(10)
    Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(foreign))
    expect(startWeights(board)).toEqual([0.8, -0.5, 1.2])
    expect(board.model().problems).toEqual([])
  })
})

/** Whether Yjs can encode a plain value: no functions or symbols anywhere. */
function isEncodable(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEncodable)
  return typeof value !== 'function' && typeof value !== 'symbol'
}
