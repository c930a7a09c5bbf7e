import * as Y from 'yjs'
import type { Activation } from '@/lib/engine'
import { EntryGroups, type Grouping } from './entry-groups'
import { MAX_LAYERS, MAX_SAMPLES } from './limits'
import { MAX_PROBLEMS, type Problems } from './problems'
import { isId } from './schema'
import { byText, Smallest } from './smallest'
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

/** What a board shows of one chain's rows. */
interface Rows<R> {
  /** The first in order. */
  readonly shown: Smallest<R>
  /** The keys of entries that cannot be read; they stand in a group of their own. */
  readonly unreadable: Smallest<string>
}
export type RowGroups<R> = EntryGroups<R | null, Rows<R>>

/** The group of entries that cannot be read: no chain has this id (R2). */
const UNREADABLE = ''

/** The layers of every chain in the document (R4). */
export const groupLayers = (model: Y.Map<unknown>): RowGroups<LayerRow> =>
  new EntryGroups(
    model,
    'layers',
    rowGrouping(MAX_LAYERS, (row, entry) => {
      const activation = entry.get('activation')
      return isActivation(activation) ? { ...row, activation } : null
    }),
  )

/** The samples of every chain in the document (R5). */
export const groupSamples = (model: Y.Map<unknown>): RowGroups<SampleRow> =>
  new EntryGroups(
    model,
    'samples',
    rowGrouping(MAX_SAMPLES, (row, entry) => {
      const x = entry.get('x')
      const y = entry.get('y')
      return isFiniteNumber(x) && isFiniteNumber(y) ? { ...row, x, y } : null
    }),
  )

/** The rows of one chain that a board shows, in order; what is left out is named as a problem. */
export function readRows<R>(
  groups: RowGroups<R>,
  chain: string,
  name: 'layers' | 'samples',
  problems: Problems,
): readonly R[] {
  const { unreadable } = groups.summary(UNREADABLE)
  problems.addEntries(
    `model.${name}`,
    unreadable,
    `An entry among the ${name} cannot be read; it is left out.`,
  )
  const { shown } = groups.summary(chain)
  const rows = shown.list()
  if (shown.count > rows.length) {
    problems.add(`model.${name}`, `Only the first ${rows.length} of ${shown.count} ${name} are shown.`)
  }
  return rows
}

/** The smallest id of a chain that has layers, or undefined without any. */
export function firstChain(groups: RowGroups<LayerRow>): string | undefined {
  const first = new Smallest(1, byText)
  for (const chain of groups.names()) if (chain !== UNREADABLE) first.add(chain)
  return first.list()[0]
}

function rowGrouping<R extends Row>(
  limit: number,
  complete: (row: Row, entry: Y.Map<unknown>) => R | null,
): Grouping<R | null, Rows<R>> {
  return {
    read: (id, entry) => (entry instanceof Y.Map ? readRow(id, entry, complete) : null),
    groupOf: (_, row) => row?.chain ?? UNREADABLE,
    summarise(entries) {
      const shown = new Smallest<R>(limit, byOrder)
      const unreadable = new Smallest(MAX_PROBLEMS, byText)
      for (const [key, row] of entries) {
        if (row === null) unreadable.add(key)
        else shown.add(row)
      }
      return { shown, unreadable }
    },
  }
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

const byOrder = (a: Row, b: Row): number => byText(a.order, b.order) || byText(a.id, b.id)
