import type * as Y from 'yjs'
import { EntryGroups } from './entry-groups'
import { readRun } from './run-record'
import { nestedMap } from './schema'
import { byText, Smallest } from './smallest'

interface RunDepth {
  readonly id: string
  readonly depth: number
}
export type RunGroups = EntryGroups<number | null, string | null>

/** All runs of the document are one group, those that cannot be read among them. */
const ALL = 'all'

/** The depths of all runs in the document, of which the deepest is asked for. */
export const groupRuns = (model: Y.Map<unknown>): RunGroups =>
  new EntryGroups(model, 'runs', {
    read: id => readRun(nestedMap(model, 'runs'), id)?.depth ?? null,
    groupOf: () => ALL,
    summarise(depths) {
      const deepest = new Smallest<RunDepth>(1, byDepth)
      for (const [id, depth] of depths) if (depth !== null) deepest.add({ id, depth })
      return deepest.list()[0]?.id ?? null
    },
  })

/** The run to show when `model.run` names none: the deepest, ties by the smaller id (R7). */
export const deepestRun = (groups: RunGroups): string | null => groups.summary(ALL)

const byDepth = (a: RunDepth, b: RunDepth): number => b.depth - a.depth || byText(a.id, b.id)
