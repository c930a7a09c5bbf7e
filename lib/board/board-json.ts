import { type ChainJson, type ChainReading, readChainJson, writeChainJson } from '@/lib/engine'
import { elementsJson, type ReadElements, readElements } from './annotations/element-json'
import { MAX_JSON } from './annotations/limits'
import type { Board } from './board'
import { MAX_LAYERS, MAX_SAMPLES } from './limits'
import { chainOf } from './load-chain'
import { cleanTitle } from './title'
import { fitsOnBoard } from './write-chain'

const FORMAT = 'chainboard/board'
const VERSION = 1

/**
 * A whole board as JSON text: its title, its annotations, and its chain as it stands after `at` steps (absent: the last). It is a chain file with
 * more in it, so that whatever reads chains reads boards: `npm run chain` too.
 *
 * @param ids the annotations that go along; absent: all of them
 */
export function boardJson(board: Board, at?: number, ids?: Iterable<string>): string {
  const chain = writeChainJson(chainOf(board, at)).trim().slice(1, -1).trimEnd()
  const fields = {
    format: FORMAT,
    version: VERSION,
    title: board.model().title,
    annotations: elementsJson(board, ids),
  }
  const rest = Object.entries(fields).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
  return `{${chain},\n  ${rest.join(',\n  ')}\n}\n`
}

/** What a file brings for a board; valid whatever it held. */
export interface BoardFile {
  /** Null when the file holds no chain. */
  readonly chain: ChainJson | null
  readonly title: string
  /** Null when the file knows no annotations. */
  readonly elements: ReadElements | null
}

export type BoardReading =
  | { readonly ok: true; readonly value: BoardFile }
  | { readonly ok: false; readonly message: string }

/**
 * Reads a text that anybody may have written: a whole board, a chain, or annotations from a clipboard. A refusal is one line of words
 * and names the place.
 */
export function readBoardText(text: string): BoardReading {
  if (text.length > MAX_JSON) return no('This is too much for one board.')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return no('This is not JSON. A board or a chain file starts with { and ends with }.')
  }
  const { format, version, title, annotations }: Partial<Record<string, unknown>> = { ...(json as object) }
  if (format === FORMAT && typeof version === 'number' && version > VERSION) {
    return no('This was made with a newer version of Chainboard. Reload the page, and try again.')
  }
  const isElements = format !== undefined && format !== FORMAT
  const elements = isElements
    ? readElements(json)
    : annotations === undefined
      ? null
      : readElements(annotations)
  if (typeof elements === 'string') return no(elements)
  const chain: ChainReading | null = isElements ? null : readFitting(json)
  if (chain?.ok === false) return chain
  return {
    ok: true,
    value: {
      chain: chain?.value ?? null,
      title: typeof title === 'string' ? cleanTitle(title) : '',
      elements,
    },
  }
}

function readFitting(json: unknown): ChainReading {
  const reading = readChainJson(json)
  if (!reading.ok || fitsOnBoard(reading.value)) return reading
  return no(`A board holds 1 to ${MAX_LAYERS} layers and at most ${MAX_SAMPLES} samples.`)
}

const no = (message: string) => ({ ok: false, message }) as const
