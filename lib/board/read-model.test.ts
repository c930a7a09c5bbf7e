import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { addLayer } from './edit-layers'
import { setX } from './edit-parameters'
import { PLACEHOLDER_LAYER, readModel } from './read-model'
import { brokenBoard, layerId, placesOf, seededBoard, startWeights } from './replicas.testing'
import { metaOf, modelOf, nestedMap } from './schema'

const entry = (fields: Record<string, unknown>): Y.Map<unknown> => new Y.Map(Object.entries(fields))

describe('reading plain values (R10)', () => {
  it.each<[string, () => unknown]>([
    ['NaN', () => Number.NaN],
    ['infinity', () => Number.POSITIVE_INFINITY],
    ['a text', () => '2'],
    ['null', () => null],
    ['a BigInt', () => 7n],
    ['a list', () => [1]],
    ['an object', () => ({ x: 1 })],
    ['a shared map', () => new Y.Map()],
    ['a shared text', () => new Y.Text('1')],
  ])('takes the default for %s and says so', (_, junk) => {
    const board = brokenBoard(model => {
      for (const key of ['x', 'y', 'eta', 'loss', 'biases']) model.set(key, junk())
    })
    expect(board.model()).toMatchObject({ x: 1, y: 0.5, eta: 0.1, loss: 'squared', biases: false })
    expect(placesOf(board)).toEqual(['model.biases', 'model.eta', 'model.loss', 'model.x', 'model.y'])
  })

  it('keeps -0, the largest and the smallest numbers', () => {
    const board = brokenBoard(model => {
      model.set('x', -0)
      model.set('y', Number.MAX_VALUE)
      model.set('eta', Number.MIN_VALUE)
    })
    expect(board.model()).toMatchObject({ x: -0, y: Number.MAX_VALUE, eta: Number.MIN_VALUE, problems: [] })
  })

  it('cuts a title to one line of 120 characters, whole ones (R1)', () => {
    const board = seededBoard(10)
    metaOf(board.doc).set('title', `a\nb\u202ec\u0000${'😀'.repeat(200)}`)
    expect(board.model().title).toBe(`a b c ${'😀'.repeat(114)}`)
    metaOf(board.doc).set('title', { html: '<b>' })
    expect(board.model().title).toBe('')
  })

  it('reads a future version as far as it can, and says so (R1)', () => {
    const board = seededBoard(10)
    const before = board.model()
    metaOf(board.doc).set('schemaVersion', 2)
    modelOf(board.doc).set('hologram', new Y.Map([['depth', 3]]))
    expect(board.model()).toMatchObject({ layers: before.layers, x: 1 })
    expect(placesOf(board)).toEqual(['meta.schemaVersion'])
  })
})

describe('reading layers and samples (R4, R5)', () => {
  it('leaves out what is no entry, and shows the others', () => {
    const board = brokenBoard((_, nested) => {
      const layers = nested('layers')
      const chain = '1-t'
      layers.set('number', 5)
      layers.set('text', new Y.Text('tanh'))
      layers.set('plain', { chain, order: 'a0', activation: 'tanh' })
      layers.set('doc', new Y.Doc())
      layers.set('no-activation', entry({ chain, order: 'a0' }))
      layers.set('unknown-activation', entry({ chain, order: 'a0', activation: 'constructor' }))
      layers.set('bad-order', entry({ chain, order: 7, activation: 'tanh' }))
      layers.set('__proto__', entry({ chain, order: 'a0', activation: 'tanh' }))
      layers.set('with/slash', entry({ chain, order: 'a0', activation: 'tanh' }))
      layers.set('x'.repeat(5000), entry({ chain, order: 'a0', activation: 'tanh' }))
      nested('samples').set('bad', entry({ chain, order: 'a0', x: Number.NaN, y: 1 }))
    })
    expect(startWeights(board)).toEqual([0.8, -0.5, 1.2])
    expect(board.model().samples).toEqual([])
    expect(board.model().problems).toHaveLength(11)
    for (const { where, message } of board.model().problems) {
      expect(where.length).toBeLessThan(100)
      expect(message).toMatch(/left out/)
    }
  })

  it('shows the first 64 layers and 100 samples by order, ties by id (R4)', () => {
    const board = brokenBoard((_, nested) => {
      const { chain } = seededBoard(11).model().run
      for (const i of Array(200).keys()) {
        const id = `n${String(199 - i).padStart(3, '0')}`
        nested('layers').set(id, entry({ chain, order: 'zz', activation: 'relu' }))
        nested('samples').set(id, entry({ chain, order: 'zz', x: i, y: 0 }))
      }
    })
    const { layers, samples } = board.model()
    expect(layers).toHaveLength(64)
    expect(layers.slice(3, 5).map(({ id }) => id)).toEqual(['n000', 'n001'])
    expect(samples).toHaveLength(100)
    expect(samples[0]?.id).toBe('n000')
    expect(placesOf(board)).toEqual(['model.layers', 'model.samples'])
    expect(addLayer(board, 0)).toBeNull()
  })

  it('shows a placeholder when there is no layer (R4)', () => {
    const board = brokenBoard((_, nested) => {
      for (const id of nested('layers').keys()) nested('layers').delete(id)
    })
    expect(board.model().layers).toEqual([{ id: PLACEHOLDER_LAYER, w: 0.5, b: 0, activation: 'tanh' }])
    expect(placesOf(board)).toEqual(['model.layers'])
  })

  it('names the first 50 problems and counts the others, the same on every board (R11)', () => {
    const ids = [...Array(1000).keys()].map(i => `junk${i}`)
    const [board, other] = [ids, ids.toReversed()].map(order =>
      brokenBoard((model, nested) => {
        for (const id of order) nested('layers').set(id, 5)
        model.set('loss', 'none')
      }),
    )
    expect(board?.model()).toMatchObject({ moreProblems: 951 })
    const places = [...ids.map(id => `model.layers.${id}`), 'model.loss'].sort().slice(0, 50)
    expect(board?.model().problems.map(({ where }) => where)).toEqual(places)
    expect(other?.model()).toEqual(board?.model())
  })

  it('does not read them again for an edit elsewhere, however many there are (R11)', () => {
    const board = brokenBoard((_, nested) => {
      for (const i of Array(1000).keys()) nested('layers').set(`junk${i}`, i)
    })
    const map = nestedMap(modelOf(board.doc), 'layers') ?? new Y.Map()
    expect(board.model().moreProblems).toBe(950)
    const gets = vi.spyOn(map, 'get')
    const walks = vi.spyOn(map, 'forEach')
    setX(board, 2)
    expect(board.model().x).toBe(2)
    map.set('junk5000', 1)
    expect(board.model().moreProblems).toBe(951)
    expect(gets.mock.calls).toEqual([['junk5000']])
    expect(walks).not.toHaveBeenCalled()
  })
})

describe('reading the run (R6, R7, R8, R9)', () => {
  const record = (fields: Record<string, unknown>) => ({
    parent: null,
    at: 0,
    depth: 0,
    start: {},
    ...fields,
  })

  it('takes the deepest run, ties by id, when model.run names none (R7)', () => {
    const { chain } = seededBoard(11).model().run
    for (const named of [undefined, 'unknown', '', 7, '__proto__', 'broken']) {
      const board = brokenBoard((model, nested) => {
        nested('runs').set('broken', record({ chain, depth: 99, at: -1 }))
        nested('runs').set('text', 'record')
        nested('runs').set('b', record({ chain, depth: 4 }))
        nested('runs').set('a', record({ chain, depth: 4, start: { [layerId(seededBoard(11), 1)]: [7, 1] } }))
        if (named === undefined) model.delete('run')
        else model.set('run', named)
      })
      expect(board.model().run).toEqual({ id: 'a', chain, steps: 0 })
      expect(startWeights(board)).toEqual([7, 0.5, 0.5])
      expect(placesOf(board)).toEqual(['model.run'])
    }
  })

  it('shows the layers with default weights when no run can be read (R7)', () => {
    const board = brokenBoard(model => model.set('runs', 'gone'))
    expect(startWeights(board)).toEqual([0.5, 0.5, 0.5])
    expect(board.model().run.id).toBe('lost')
  })

  it('looks a parameter up through the parents, past what is not a number (R8)', () => {
    const board = brokenBoard((model, nested) => {
      const { chain, id: root } = seededBoard(11).model().run
      const [first, second, third] = seededBoard(11)
        .model()
        .layers.map(({ id }) => id)
      nested('runs').set(
        'child',
        record({ chain, parent: root, depth: 1, start: { [`${second}`]: [Number.NaN, 0] } }),
      )
      nested('params').set(`${root}/${first}/w`, 4)
      nested('params').set(`child/${first}/w`, '4')
      nested('params').set(`child/${third}/w`, 6)
      model.set('run', 'child')
    })
    expect(startWeights(board)).toEqual([4, -0.5, 6])
    expect(placesOf(board)).toHaveLength(1)
  })

  it('ends at a cycle of parents (R8)', () => {
    const board = brokenBoard((model, nested) => {
      const { chain } = seededBoard(11).model().run
      nested('runs').set('a', record({ chain, parent: 'b' }))
      nested('runs').set('b', record({ chain, parent: 'a' }))
      model.set('run', 'a')
    })
    expect(startWeights(board)).toEqual([0.5, 0.5, 0.5])
  })

  it('reads each record once, however many layers look through it (R8, R11)', () => {
    const board = brokenBoard((model, nested) => {
      const { chain } = seededBoard(11).model().run
      for (const i of Array(500).keys()) nested('runs').set(`r${i}`, record({ chain, parent: `r${i + 1}` }))
      model.set('run', 'r0')
    })
    const reads = vi.spyOn(nestedMap(modelOf(board.doc), 'runs') ?? new Y.Map(), 'get')
    expect(startWeights(board)).toEqual([0.5, 0.5, 0.5])
    expect(reads.mock.calls.filter(([id]) => id === 'r499')).toHaveLength(1)
  })

  it('counts whole steps from every writer of the run, up to 1,000,000 (R9)', () => {
    const counting = (entries: Record<string, unknown>) =>
      brokenBoard((_, nested) => {
        const { id } = seededBoard(11).model().run
        for (const [writer, steps] of Object.entries(entries)) nested('steps').set(`${id}/${writer}`, steps)
        nested('steps').set('other/1', 50)
        nested('steps').set('no-slash', 50)
      }).model()
    expect(counting({ 1: 3, 2: 4 }).run.steps).toBe(7)
    expect(counting({ 1: 3, 2: -4, 3: 0.5, 4: Number.NaN, 5: '9' })).toMatchObject({ run: { steps: 3 } })
    expect(counting({ 1: 3, 2: -4, 3: 0.5, 4: Number.NaN, 5: '9' }).problems).toHaveLength(4)
    expect(counting({ 1: 900_000, 2: Number.MAX_SAFE_INTEGER }).run.steps).toBe(1_000_000)
  })

  it('is not fooled by a record whose prototype was set from outside (R6)', () => {
    const board = brokenBoard((model, nested) => {
      nested('runs').set(
        'evil',
        JSON.parse('{"__proto__": {"chain": "c", "parent": null, "at": 0, "depth": 9, "start": {}}}'),
      )
      model.set('run', 'evil')
    })
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.doc))
    expect(readModel(copy).run).toEqual(seededBoard(11).model().run)
  })
})
