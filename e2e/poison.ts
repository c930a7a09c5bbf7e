import * as Y from 'yjs'

/** Fills a board's document with all that has no place in it. */
export function poison(doc: Y.Doc): void {
  doc.transact(() => {
    const model = doc.getMap('model')
    const layers = model.get('layers') as Y.Map<unknown>
    const samples = model.get('samples') as Y.Map<unknown>
    for (let i = 0; i < 300; i++)
      layers.set(`junk-${i}`, [null, true, -0, 1e308, 'text', { chain: 7 }][i % 6])
    layers.set('cycle', new Y.Map([['chain', 'cycle']]))
    layers.set('text', new Y.Text('a layer that is text'))
    layers.set('array', Y.Array.from([Number.NaN, Number.POSITIVE_INFINITY]))
    samples.set('big', 2n ** 60n)
    samples.set('x'.repeat(200), new Uint8Array(100))
    model.set('run', ['no', 'run'])
    model.set('eta', Number.NaN)
    doc.getMap('meta').set('title', { toString: null })
    doc.getMap('meta').set('schemaVersion', 99)
  })
}
