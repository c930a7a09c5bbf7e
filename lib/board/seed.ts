import * as Y from 'yjs'
import type { ChainJson } from '@/lib/engine'
import { COURSE_CHAIN } from './examples'
import { metaOf, modelOf, type Nested, SCHEMA_VERSION, SEED_CLIENT } from './schema'
import { cleanTitle } from './title'
import { fitsOnBoard, showChain, writeChain } from './write-chain'

/**
 * The one update (Yjs encoding V1) that makes an empty document a board. The server writes it once; clients never
 * do (R3). The same arguments give the same bytes.
 *
 * @param chain the chain to start with; the course chain if absent
 * @throws RangeError when the chain does not fit on a board: ask `fitsOnBoard` first
 */
export function seedUpdate(chain: ChainJson = COURSE_CHAIN, title = ''): Uint8Array {
  if (!fitsOnBoard(chain)) throw new RangeError('The chain does not fit on a board.')
  const doc = new Y.Doc()
  doc.clientID = SEED_CLIENT
  doc.transact(() => {
    metaOf(doc).set('schemaVersion', SCHEMA_VERSION)
    metaOf(doc).set('title', cleanTitle(title))
    const model = modelOf(doc)
    const newMap = (name: Nested): Y.Map<unknown> => model.set(name, new Y.Map<unknown>())
    const maps = {
      layers: newMap('layers'),
      samples: newMap('samples'),
      runs: newMap('runs'),
      params: newMap('params'),
      steps: newMap('steps'),
    }
    showChain(model, writeChain(doc, maps, chain), chain)
  })
  return Y.encodeStateAsUpdate(doc)
}
