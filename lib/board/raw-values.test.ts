import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { rawDocumentText, rawValues, seedUpdate } from './index'

/** The document as somebody reads it who has only its bytes. */
function received(change: (doc: Y.Doc) => void): Y.Doc {
  const written = new Y.Doc()
  change(written)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(written))
  return doc
}

const valuesOf = (doc: Y.Doc) =>
  Object.fromEntries([...rawValues(doc)].map(({ path, text }) => [path.join('/'), text]))

describe('the raw values of a document', () => {
  it('are those of a new board, path by path', () => {
    const doc = received(doc => Y.applyUpdate(doc, seedUpdate()))
    expect(valuesOf(doc)).toMatchObject({ 'meta/schemaVersion': '1', 'model/x': expect.any(String) })
    expect(JSON.parse(rawDocumentText(doc))).toHaveProperty('model.layers')
  })

  it('say what JSON has no word for, and stay JSON (D26)', () => {
    const doc = received(doc => {
      const model = doc.getMap<unknown>('model')
      model.set('nan', Number.NaN)
      model.set('minus', -0)
      model.set('huge', 2n ** 60n)
      model.set('bytes', Uint8Array.of(0, 255))
      model.set('nothing', undefined)
      model.set('plain', {
        toString: null,
        toJSON: 'no function',
        list: [null, { deep: Number.NEGATIVE_INFINITY }],
      })
      model.set('text', new Y.Text('a "layer"\n'))
      model.set('xml', new Y.XmlElement('script'))
      model.set('empty', new Y.Map())
      model.set('list', Y.Array.from([1, 'two']))
      model.set('__proto__', { polluted: true })
    })
    expect(valuesOf(doc)).toMatchObject({
      'model/nan': '"NaN"',
      'model/minus': '-0',
      'model/huge': '"1152921504606846976n"',
      'model/bytes': '"2 bytes: 00ff"',
      'model/nothing': '"undefined"',
      'model/plain': '{"toString":null,"toJSON":"no function","list":[null,{"deep":"-Infinity"}]}',
      'model/text': '"a \\"layer\\"\\n"',
      'model/xml': '"content of another kind, with 0 parts"',
      'model/empty': '{}',
      'model/list/0': '1',
      'model/list/1': '"two"',
      'model/__proto__': '{"polluted":true}',
    })
    expect(Object.keys(JSON.parse(rawDocumentText(doc)).model)).toContain('nan')
    expect({}).not.toHaveProperty('polluted')
  })

  it('show a root that is no map as empty, and change nothing', () => {
    const doc = received(doc => doc.getText('model').insert(0, 'not a map'))
    const before = Y.encodeStateAsUpdate(doc)
    expect(valuesOf(doc)).toEqual({ model: '{}' })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})
