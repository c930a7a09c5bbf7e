import {
  addElements,
  isInk,
  newElementId,
  pasteElements,
  type ReadElements,
  readElementsJson,
} from '@/lib/board'
import { boxAt, middleOf, pasteStep, unionOf, viewOf, type WorldPoint } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { takeTool } from '../canvas-state'
import { say } from '../commands/command'
import { SEAMS } from '../seams'
import { jsonInHtml } from './board-html'
import { pastedText } from './pasted-text'

/** What came from a clipboard: anybody may have written it. */
export interface Pasted {
  readonly html: string
  readonly text: string
  readonly files: readonly File[]
}

/** Puts on the board what a clipboard holds: elements of a board, an SVG of ours, images, or words. */
export async function pasteOnBoard(
  stage: CanvasScope,
  pasted: Pasted,
  pointer: WorldPoint | null = null,
): Promise<void> {
  if (!stage.mayAnnotate) return
  const json = jsonInHtml(pasted.html) ?? (await jsonInSvg(pasted)) ?? jsonAsText(pasted.text)
  if (json !== null) return say(stage, pasteJson(stage, json, pointer))
  const images = pasted.files.filter(({ type }) => type.startsWith('image/'))
  // A copied passage of a text processor brings a picture of itself along: its words are meant.
  if (images.length > 0 && pasted.text.trim() === '') return pasteImages(stage, images)
  say(stage, pasteWords(stage, pasted.text, pointer))
}

async function jsonInSvg({ text, files }: Pasted): Promise<string | null> {
  if (SEAMS.readBoardSvg === undefined) return null
  const file = files.find(({ type }) => type === 'image/svg+xml')
  const svg = file === undefined ? text : await file.text()
  return /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg) ? SEAMS.readBoardSvg(svg) : null
}

/** A file of elements that somebody has opened and copied whole. */
const jsonAsText = (text: string): string | null =>
  /^\s*\{\s*"format"\s*:\s*"chainboard\/annotations"/.test(text) ? text : null

/** Gives what is to be said of it, or null. */
function pasteJson(stage: CanvasScope, json: string, pointer: WorldPoint | null): string | null {
  const read = readElementsJson(json)
  if (typeof read === 'string') return read
  if (read.elements.length === 0) return 'There is nothing in it that could be pasted.'
  const { board, state } = stage
  const copied = pasteElements(board, read, stepFor(stage, read, pointer))
  if ('refused' in copied) return copied.refused
  takeTool(state, 'select')
  state.setState({ selection: new Set(copied.ids) })
  return read.leftOut > 0 ? `${read.leftOut} of them cannot be read and were left out.` : null
}

/** Where the content comes to lie: its corners are enough to know, since words have no size before they are drawn. */
function stepFor(stage: CanvasScope, { elements }: ReadElements, pointer: WorldPoint | null) {
  const { state, places } = stage
  const { camera, viewport } = state.getState()
  const boxes = elements.map(({ writing: { fields } }) => {
    const number = (value: unknown) => (typeof value === 'number' ? value : 0)
    const [width, height] = [number(fields.get('width')), number(fields.get('height'))]
    return boxAt({ x: number(fields.get('x')), y: number(fields.get('y')) }, width, height)
  })
  const content = unionOf(boxes) ?? boxAt({ x: 0, y: 0 }, 0, 0)
  const others = places.index.all().map(({ box, x, y, element }) =>
    // As the content is measured: by what is stored.
    'width' in element && 'height' in element && !isInk(element) ? box : boxAt({ x, y }, 0, 0),
  )
  return pasteStep(content, others, viewOf(camera, viewport), camera.zoom, pointer)
}

async function pasteImages(stage: CanvasScope, images: readonly File[]): Promise<void> {
  if (SEAMS.addImageFile === undefined) return
  for (const image of images) {
    const refused = await SEAMS.addImageFile(stage, image)
    if (refused !== null) stage.tell(refused)
  }
}

function pasteWords(stage: CanvasScope, text: string, pointer: WorldPoint | null): string | null {
  const pasted = pastedText(text)
  if (pasted === null) return null
  const { board, state } = stage
  const { camera, viewport } = state.getState()
  const { x, y } = pointer ?? middleOf(viewOf(camera, viewport))
  const id = newElementId(board)
  const refused = addElements(board, [{ id, ...pasted, x, y }])
  if (refused !== null) return refused
  takeTool(state, 'select')
  state.setState({ selection: new Set([id]) })
  return null
}
