import {
  type Annotations,
  type AnyElement,
  type Board,
  boardJson,
  derive,
  type Element,
  isReadable,
} from '@/lib/board'
import { type BoardPicture, boardToSvg, type DrawnBoard, expanded, formulasIn } from '@/lib/canvas'
import type { BoardLink } from '../board-scope'
import type { SessionStore } from '../session'
import { embeddedFonts } from './embedded-fonts'
import type { PictureChoice } from './export-choice'
import { measureWords } from './measure-words'
import { pictureUrls } from './picture-urls'
import { loadTypesetter } from './typesetter'

/** Where a picture of a board comes from. */
export interface PictureSource {
  readonly board: Board
  readonly annotations: Annotations
  readonly session: SessionStore
  readonly link: BoardLink | null
  /** How large words came out on the screen, in world px. */
  readonly sizeOf: (id: string) => { readonly width: number; readonly height: number } | undefined
}

/** What is around a frame in its picture, in world px. */
const FRAME_MARGIN = { around: 8, title: 26 } as const

/** A board, or a part of it, as one SVG that needs nothing else: letters, formulas and images are inside, and so is the board. */
export async function drawBoard(source: PictureSource, choice: PictureChoice): Promise<DrawnBoard> {
  const picture = await wholePicture(source, choice)
  const typesetter = await loadTypesetter()
  return boardToSvg(picture, await typesetter.typeset(formulasIn(picture)))
}

/** Draws several parts of the world of the same picture, one after the other: the pages of a print. */
export async function drawPages(
  source: PictureSource,
  choice: PictureChoice,
  regionsOf: (drawn: DrawnBoard) => readonly NonNullable<BoardPicture['region']>[],
): Promise<readonly DrawnBoard[]> {
  const { json: _, ...picture } = await wholePicture(source, choice)
  const typeset = await (await loadTypesetter()).typeset(formulasIn(picture))
  const whole = boardToSvg(picture, typeset)
  const isTransparent = choice.theme === 'light' // Paper is white enough.
  return regionsOf(whole).map(region => boardToSvg({ ...picture, region, isTransparent }, typeset))
}

async function wholePicture(
  { board, annotations, session, link, sizeOf }: PictureSource,
  { part, theme }: PictureChoice,
): Promise<BoardPicture> {
  const { viewedStep, viewedSample } = session.getState()
  const model = board.model()
  const { chain, passes, layers } = derive(model, { step: viewedStep, sampleId: viewedSample })
  const elements = [...annotations.elements.values()]
  const frame = part.kind === 'frame' ? annotations.elements.get(part.id) : undefined
  const only = part.kind === 'selection' ? part.ids : undefined
  const shown = only === undefined ? elements : elements.filter(({ id }) => only.has(id))
  const [fontFaces, urls] = await Promise.all([
    embeddedFonts(lettersIn(model.title, shown)),
    pictureUrls(link, shown),
  ])
  return {
    elements,
    chain: { chain, passes, layerIds: layers.map(({ id }) => id) },
    title: model.title,
    theme,
    sizeOf,
    fontFaces,
    measure: measureWords,
    imageOf: hash => urls.get(hash),
    json: boardJson(board, viewedStep ?? undefined, only),
    ...(only && { only }),
    ...(frame?.kind === 'frame' && { region: regionOf(frame) }),
  }
}

function regionOf({ x, y, width, height }: Extract<Element, { kind: 'frame' }>) {
  const box = expanded({ minX: x, minY: y, maxX: x + width, maxY: y + height }, FRAME_MARGIN.around)
  return { ...box, minY: box.minY - FRAME_MARGIN.title }
}

/** Every letter that a picture may show: what is written, and what the chain shows of itself. */
const OF_THE_CHAIN = 'aAzZ09−∞—½←→∂δηL_.e'

function lettersIn(title: string, elements: readonly AnyElement[]): string {
  const texts = elements.flatMap(lettersOf)
  return [OF_THE_CHAIN, title, ...texts].join('')
}

function lettersOf(element: AnyElement): readonly string[] {
  if (element.kind !== 'derivation') {
    return ['text' in element ? element.text : 'title' in element ? element.title : '']
  }
  const lines = element.lines.map(line => (isReadable(line) ? `${line.text}${line.reason ?? ''}` : line.why))
  return ['Derivation0123456789', element.title, ...lines]
}
