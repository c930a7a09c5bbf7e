import type { Model } from './types'

/**
 * `after`, with every part that says the same as in `before` taken from `before`, so that whoever compares references
 * sees what changed and nothing else. All parts are flat records of primitives, compared bit by bit.
 */
export function shareUnchanged(before: Model, after: Model): Model {
  const shared: Model = {
    ...after,
    layers: shareList(before.layers, after.layers),
    samples: shareList(before.samples, after.samples),
    problems: shareList(before.problems, after.problems),
    run: shareRecord(before.run, after.run),
  }
  return shareRecord(before, shared)
}

function shareList<T extends object>(before: readonly T[], after: readonly T[]): readonly T[] {
  const shared = after.map((item, i) => {
    const old = before[i]
    return old === undefined ? item : shareRecord(old, item)
  })
  return before.length === shared.length && before.every((item, i) => item === shared[i]) ? before : shared
}

function shareRecord<T extends object>(before: T, after: T): T {
  const names = Object.keys(after) as (keyof T)[] // both have exactly the fields of T
  return names.every(name => Object.is(before[name], after[name])) ? before : after
}
