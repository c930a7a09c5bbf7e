import * as Y from 'yjs'
import { chainOf, isSeeded, openBoard } from '@/lib/board'
import { type ChainJson, writeChainJson } from '@/lib/engine'
import { base64url } from '@/lib/protocol'
import type { KeptCopy } from '../browser/kept-copies'

/** The chain of a copy as it stands after its last step; null when the copy cannot be read. */
export function chainOfCopy({ state }: Pick<KeptCopy, 'state'>): ChainJson | null {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    return isSeeded(doc) ? chainOf(openBoard(doc)) : null
  } catch {
    return null
  } finally {
    doc.destroy()
  }
}

/**
 * A copy as a file: a chain that "Import…" and the command line read, if there is one, and under `copy` all
 * the rest: where it is from, and the whole document (Yjs encoding V1, as base64url).
 */
export function copyFileText(copy: KeptCopy): string {
  const { boardId, title, when, reason, state } = copy
  const rest = JSON.stringify({
    board: boardId,
    title,
    when: new Date(when).toISOString(),
    reason,
    document: base64url(state),
  })
  const chain = chainOfCopy(copy)
  const chainFields = chain === null ? '' : `${insideOf(writeChainJson(chain))},\n`
  return `{\n${chainFields}  "copy": ${rest}\n}\n`
}

/** The fields of an object's JSON text, without its braces. */
const insideOf = (json: string): string =>
  json
    .trim()
    .slice(1, -1)
    .replace(/^\n|\n$/g, '')
