import * as Y from 'yjs'

/**
 * How many lists and objects may lie inside each other in a value, and how many shared maps and lists in a document. A board needs three. Thousands, which a parser takes,
 * overflow the stack of whoever writes them down again: this server and every browser.
 */
export const DEEPEST = 6

/** Whether a piece of an update holds a value that is too deep to be written down again. */
export function isTooDeep(struct: Y.Item | Y.GC | Y.Skip): boolean {
  return struct instanceof Y.Item && valuesOf(struct.content).some(value => !isShallow(value, DEEPEST))
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return [content.embed]
  if (content instanceof Y.ContentFormat) return [content.value]
  return []
}

/** Whether a value has at most so many levels. Goes down one by one: recursion would end where the value does its harm. */
export function isShallow(value: unknown, deepest: number): boolean {
  let level = isContainer(value) ? [value] : []
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepest) return false
    const below: object[] = []
    for (const container of level) {
      for (const inner of Object.values(container)) if (isContainer(inner)) below.push(inner)
    }
    level = below
  }
  return true
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
