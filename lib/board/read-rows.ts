import * as Y from 'yjs'
import type { Activation } from '@/lib/engine'
import type { Problems } from './problems'
import { isId, type Nested, nestedMap } from './schema'
import type { BoardSample } from './types'
import { isActivation, isFiniteNumber } from './values'

/** An entry of `layers` or `samples` that can be read: which chain it belongs to, and where it stands in it. */
interface Row {
  readonly id: string
  readonly chain: string
  readonly order: string
}
export interface LayerRow extends Row {
  readonly activation: Activation
}
export interface SampleRow extends Row, BoardSample {}

/** The layers of every chain in the document, in order (R4). */
export const readLayerRows = (model: Y.Map<unknown>, problems: Problems): LayerRow[] =>
  readRows(model, 'layers', problems, (row, entry) => {
    const activation = entry.get('activation')
    return isActivation(activation) ? { ...row, activation } : null
  })

/** The samples of every chain in the document, in order (R5). */
export const readSampleRows = (model: Y.Map<unknown>, problems: Problems): SampleRow[] =>
  readRows(model, 'samples', problems, (row, entry) => {
    const x = entry.get('x')
    const y = entry.get('y')
    return isFiniteNumber(x) && isFiniteNumber(y) ? { ...row, x, y } : null
  })

/** The first `limit` rows of one chain; what stands beyond is named as a problem. */
export function rowsOf<R extends Row>(
  rows: readonly R[],
  chain: string,
  limit: number,
  where: Nested,
  problems: Problems,
): readonly R[] {
  const own = rows.filter(row => row.chain === chain)
  if (own.length > limit) {
    problems.add(`model.${where}`, `Only the first ${limit} of ${own.length} ${where} are shown.`)
  }
  return own.slice(0, limit)
}

function readRows<R extends Row>(
  model: Y.Map<unknown>,
  name: 'layers' | 'samples',
  problems: Problems,
  complete: (row: Row, entry: Y.Map<unknown>) => R | null,
): R[] {
  const map = nestedMap(model, name)
  if (map === null) {
    problems.add(`model.${name}`, `The list of ${name} cannot be read.`)
    return []
  }
  const rows: R[] = []
  for (const [id, entry] of map.entries()) {
    const row = entry instanceof Y.Map ? readRow(id, entry, complete) : null
    if (row !== null) rows.push(row)
    else problems.add(`model.${name}.${id}`, `An entry among the ${name} cannot be read; it is left out.`)
  }
  return rows.sort(byOrder)
}

function readRow<R extends Row>(
  id: string,
  entry: Y.Map<unknown>,
  complete: (row: Row, entry: Y.Map<unknown>) => R | null,
): R | null {
  const chain = entry.get('chain')
  const order = entry.get('order')
  return isId(id) && isId(chain) && isOrder(order) ? complete({ id, chain, order }, entry) : null
}

/** Orders are compared as text, never parsed, so any short word of letters and digits will do. */
const isOrder = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9A-Za-z]{1,200}$/.test(value)

function byOrder(a: Row, b: Row): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : 1
}
