import { byText, Smallest } from './smallest'
import type { Problem } from './types'

/** More than these say nothing new, and a hostile document can have millions. */
export const MAX_PROBLEMS = 50
const MAX_WHERE = 80

/** Collects what a reader had to skip. The order in which things are met does not show: replicas meet them differently. */
export class Problems {
  private readonly first = new Smallest<Problem>(MAX_PROBLEMS, byPlace)
  private unlisted = 0

  add(where: string, message: string): void {
    this.first.add({ where: shorten(where), message })
  }

  /** Adds one problem for each of the entries of `where`, of which `keys` holds the first. */
  addEntries(where: string, keys: Smallest<string>, message: string): void {
    const listed = keys.list()
    for (const key of listed) this.add(`${where}.${shorten(key)}`, message)
    this.unlisted += keys.count - listed.length
  }

  /** The first 50 by place. */
  list(): readonly Problem[] {
    return this.first.list()
  }

  /** How many there are beyond those in the list. */
  more(): number {
    return this.first.count - this.list().length + this.unlisted
  }
}

const byPlace = (a: Problem, b: Problem): number => byText(a.where, b.where) || byText(a.message, b.message)

const shorten = (where: string): string =>
  where.length <= MAX_WHERE ? where : `${where.slice(0, MAX_WHERE)}…`
