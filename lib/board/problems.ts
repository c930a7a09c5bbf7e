import type { Problem } from './types'

/** More than these say nothing new, and a hostile document can have millions. */
const MAX_PROBLEMS = 50
const MAX_WHERE = 80

/** Collects what a reader had to skip. The order in which things are met does not show: replicas meet them differently. */
export class Problems {
  private readonly found: Problem[] = []

  add(where: string, message: string): void {
    this.found.push({ where, message })
  }

  /** Sorted by place, with one closing line for those beyond the first 50. */
  list(): readonly Problem[] {
    const sorted = this.found.sort((a, b) => compare(a.where, b.where) || compare(a.message, b.message))
    const shown = sorted
      .slice(0, MAX_PROBLEMS)
      .map(({ where, message }) => ({ where: shorten(where), message }))
    const rest = sorted.length - shown.length
    return rest === 0
      ? shown
      : [...shown, { where: 'board', message: `${rest} more entries could not be read.` }]
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const shorten = (where: string): string =>
  where.length <= MAX_WHERE ? where : `${where.slice(0, MAX_WHERE)}…`
