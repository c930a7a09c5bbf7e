import * as Y from 'yjs'
import { type RawValue, rawDocumentText, rawValues } from '@/lib/board'
import { base64url } from '@/lib/protocol'

/** So many values are shown, and so many characters of each; the file has all. */
export const MOST_VALUES = 1_000
const MOST_CHARACTERS = 300

/** A board's document as it was received, with nothing made of it. */
export interface RawBoard {
  /** The first values, cut to what fits on a page. */
  readonly values: readonly RawValue[]
  readonly hasMore: boolean
  /** Why the bytes cannot be read as a document, where they cannot. */
  readonly unreadable: string | null
  /** Everything, as the text of a file. */
  fileText(): string
}

/** Reads the bytes of a board's document (Yjs encoding V1). Never throws: bytes that cannot be read still make a file. */
export function rawBoard(boardId: string, state: Uint8Array, at: Date): RawBoard {
  const { doc, unreadable } = documentOf(state)
  const all = rawValues(doc)
  const values = Array.from({ length: MOST_VALUES }, () => all.next())
    .flatMap(({ value }) => (value ? [value] : []))
    .map(({ path, text }) => ({ path: path.map(forEyes), text: forEyes(text) }))
  return {
    values,
    hasMore: !all.next().done,
    unreadable,
    fileText: () =>
      `{\n  "board": ${JSON.stringify(boardId)},\n  "read": ${JSON.stringify(at.toISOString())},\n  "values": ${rawDocumentText(doc)},\n  "document": ${JSON.stringify(base64url(state))}\n}\n`,
  }
}

function documentOf(state: Uint8Array): { doc: Y.Doc; unreadable: string | null } {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    return { doc, unreadable: null }
  } catch (error) {
    return { doc, unreadable: error instanceof Error ? error.message : String(error) }
  }
}

/** Cut, and with the characters spelled out that would change the order of the others, or not be seen. */
function forEyes(text: string): string {
  const start = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
  return start.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}
