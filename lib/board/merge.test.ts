import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ACTIVATIONS, LOSSES, OPTIMISERS, ORDERS } from '@/lib/engine'
import type { Board } from './board'
import { derive } from './derive'
import { addLayer, removeLayer, setActivation, setAllActivations } from './edit-layers'
import { setBias, setBiases, setEta, setLoss, setWeight, setX, setY } from './edit-parameters'
import { addSteps, restart } from './edit-run'
import { addSample, removeSample, replaceSamples, setSample } from './edit-samples'
import { setBatch, setOptimiser, setOrder, setSeed } from './edit-schedule'
import { setTitle } from './edit-title'
import { COURSE_CHAIN, EXAMPLES } from './examples'
import { loadChain } from './load-chain'
import { PLACEHOLDER_LAYER, readModel } from './read-model'
import { layerId, seededBoard, send, startWeights, sync } from './replicas.testing'
import { createUndo, type Undo } from './undo'

/** One thing that a participant does. `n` chooses among layers, samples and places; `value` is what is set. */
interface Deed {
  readonly kind: (typeof KINDS)[number]
  readonly n: number
  readonly value: number
  readonly at: number | undefined
}

const EDITS = [
  'weight',
  'bias',
  'x',
  'y',
  'eta',
  'loss',
  'biases',
  'order',
  'seed',
  'batch',
  'optimiser',
  'activation',
  'all-activations',
  'add-sample',
  'set-sample',
  'remove-sample',
  'replace-samples',
  'steps',
  'restart',
  'title',
] as const
const KINDS = [...EDITS, 'add-layer', 'remove-layer', 'load', 'undo', 'redo', 'begin', 'end'] as const

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]

function perform(board: Board, undo: Undo, { kind, n, value, at }: Deed): void {
  const { layers, samples } = board.model()
  const layer = pick(layers, n)?.id ?? ''
  const sample = pick(samples, n)?.id ?? ''
  const deeds: Record<Deed['kind'], () => unknown> = {
    weight: () => setWeight(board, layer, value, at),
    bias: () => setBias(board, layer, value, at),
    x: () => setX(board, value, at),
    y: () => setY(board, value, at),
    eta: () => setEta(board, value / 10, at),
    loss: () => setLoss(board, pick(LOSSES, n) ?? 'squared', at),
    biases: () => setBiases(board, n % 2 === 0, at),
    order: () => setOrder(board, pick(ORDERS, n) ?? 'in-order', at),
    seed: () => setSeed(board, n, at),
    batch: () => setBatch(board, n === 0 ? 'all' : n, at),
    optimiser: () => setOptimiser(board, pick(OPTIMISERS, n) ?? 'sgd', at),
    activation: () => setActivation(board, layer, pick(ACTIVATIONS, n) ?? 'tanh', at),
    'all-activations': () => setAllActivations(board, pick(ACTIVATIONS, n) ?? 'tanh', at),
    'add-layer': () => addLayer(board, n % (layers.length + 1), at),
    'remove-layer': () => removeLayer(board, layer, at),
    'add-sample': () => addSample(board, { x: value, y: n }, at),
    'set-sample': () => setSample(board, sample, 'y', value, at),
    'remove-sample': () => removeSample(board, sample, at),
    'replace-samples': () => replaceSamples(board, Array(n % 4).fill({ x: value, y: n }), at),
    steps: () => addSteps(board, 1 + (n % 5)),
    restart: () => restart(board),
    title: () => setTitle(board, `title ${n}`),
    load: () => loadChain(board, pick(EXAMPLES, n)?.chain ?? COURSE_CHAIN),
    undo: () => undo.undo(),
    redo: () => undo.redo(),
    begin: () => undo.beginGesture(),
    end: () => undo.endGesture(),
  }
  deeds[kind]()
}

const deed = (kinds: readonly Deed['kind'][]): fc.Arbitrary<Deed> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    n: fc.nat(30),
    value: fc.constantFrom(-2, -0.5, 0, 0.25, 1, 3),
    at: fc.option(fc.nat(6), { nil: undefined }),
  })

const who = fc.nat(2)
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ who, deed: deed(KINDS) }) },
  { weight: 1, arbitrary: fc.record({ from: who, to: who }) },
)

/** Client ids decide which of two concurrent changes wins, so they are drawn too. */
const clientIds = fc.uniqueArray(fc.integer({ min: 2, max: 9 }), { minLength: 3, maxLength: 3 })

const participantsOf = (ids: readonly number[]) =>
  ids.map(id => {
    const board = seededBoard(id)
    return { board, undo: createUndo(board) }
  })

describe('any history of edits, undo and partial exchange by three people', () => {
  it('ends in the same readable board on every side (R11)', () => {
    fc.assert(
      fc.property(clientIds, fc.array(event, { maxLength: 60 }), (ids, events) => {
        const participants = participantsOf(ids)
        for (const happened of events) {
          if ('deed' in happened) {
            const participant = participants[happened.who]
            if (participant) perform(participant.board, participant.undo, happened.deed)
          } else {
            const [from, to] = [participants[happened.from], participants[happened.to]]
            if (from && to) send(from.board, to.board)
          }
        }
        const boards = participants.map(({ board }) => board)
        sync(...boards)
        const models = boards.map(board => board.model())
        expect(models[1]).toEqual(models[0])
        expect(models[2]).toEqual(models[0])

        for (const { doc, model } of boards) {
          const reloaded = new Y.Doc()
          Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(doc))
          expect(readModel(reloaded)).toEqual(model())
          const { layers, problems } = model()
          expect(problems).toHaveLength(layers[0]?.id === PLACEHOLDER_LAYER ? 1 : 0)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('undo of everything that I did', () => {
  it('brings back the board as it was, when I am alone, and redo the board as it became (U2)', () => {
    const alone = KINDS.filter(kind => kind !== 'undo' && kind !== 'redo')
    fc.assert(
      fc.property(fc.array(deed(alone), { maxLength: 25 }), deeds => {
        const board = seededBoard(10)
        const undo = createUndo(board)
        const before = board.model()
        for (const each of deeds) perform(board, undo, each)
        undo.endGesture()
        const after = board.model()
        while (undo.canUndo()) undo.undo()
        expect(board.model()).toEqual(before)
        while (undo.canRedo()) undo.redo()
        expect(board.model()).toEqual(after)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps what another did since (U2, U3)', () => {
    fc.assert(
      fc.property(clientIds, fc.array(deed(EDITS), { maxLength: 20 }), fc.nat(2), (ids, deeds, layer) => {
        const [mine, theirs] = participantsOf(ids)
        if (!mine || !theirs) return
        for (const each of deeds) perform(mine.board, mine.undo, each)
        sync(mine.board, theirs.board)
        setWeight(theirs.board, layerId(theirs.board, layer + 1), 77)
        setX(theirs.board, 55)
        setTitle(theirs.board, 'theirs')
        addSteps(theirs.board, 2)
        sync(mine.board, theirs.board)
        const { run } = theirs.board.model()
        mine.undo.endGesture()
        while (mine.undo.canUndo()) mine.undo.undo()
        sync(mine.board, theirs.board)
        expect(mine.board.model()).toEqual(theirs.board.model())
        expect(startWeights(mine.board)[layer]).toBe(77)
        expect(mine.board.model()).toMatchObject({ x: 55, title: 'theirs', run: { id: run.id } })
        expect(mine.board.model().run.steps).toBeGreaterThanOrEqual(2)
        expect(derive(mine.board.model()).layers).toEqual(derive(theirs.board.model()).layers)
      }),
      { numRuns: 100 },
    )
  })
})
