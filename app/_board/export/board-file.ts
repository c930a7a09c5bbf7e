import { type BoardFile, type BoardReading, readBoardText } from '@/lib/board'
import { readBoardSvg } from '@/lib/canvas'
import { chainSummary } from '../menu/chain-text'

/** Files larger than this hold no board. */
export const MOST_FILE_BYTES = 64 * 1_048_576

/** Reads a text as a board: JSON, or an SVG that carries one. */
export function readBoardFile(text: string): BoardReading {
  if (!text.trimStart().startsWith('<')) return readBoardText(text)
  const json = readBoardSvg(text)
  return json === null
    ? { ok: false, message: 'There is no board in this SVG. Drop it on the board to add it as an image.' }
    : readBoardText(json)
}

/** What an import would bring, for somebody about to press it: `3 layers, squared loss; 12 annotations; 1 cannot be read`. */
export function fileSummary({ chain, elements }: BoardFile): string {
  const parts: string[] = []
  if (chain !== null) parts.push(chainSummary(chain))
  if (elements !== null) parts.push(counted(elements.elements.length))
  if (elements !== null && elements.leftOut > 0) parts.push(`${elements.leftOut} cannot be read and stay out`)
  return parts.join('; ')
}

const counted = (count: number): string => `${count} annotation${count === 1 ? '' : 's'}`

/** What of a file may be put on the board, by somebody who may change the chain or not. */
export const permitted = (file: BoardFile, mayEdit: boolean): BoardFile =>
  mayEdit ? file : { ...file, chain: null, title: '' }
