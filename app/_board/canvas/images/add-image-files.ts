import { addElements, type ImageElement, newElementId } from '@/lib/board'
import {
  type Box,
  heightOf,
  imageBox,
  middleOf,
  type PixelSize,
  topLeftOf,
  viewOf,
  type WorldPoint,
  widthOf,
} from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import { layToolDown } from '../canvas-state'
import type { StoredImage } from './image-api'

/** How far several images that come at once lie beside each other, in screen px. */
const BESIDE = 24

/**
 * Puts image files on the board, around a place or in the middle of the view, as one item of undo: each made to fit, sent to the
 * server, then shown. Gives what is to be said to who brought them: what was done to one, or why one could not be; null for nothing.
 */
export async function addImageFiles(
  stage: CanvasScope,
  files: readonly Blob[],
  at?: WorldPoint,
): Promise<string | null> {
  const { board, state } = stage
  const made: ImageElement[] = []
  const words: string[] = []
  for (const file of files) {
    const sent = await sendFile(stage, file)
    if (sent.words !== null) words.push(sent.words)
    if (sent.stored === null) continue
    const { camera, viewport } = state.getState()
    const view = viewOf(camera, viewport)
    const middle = at ?? middleOf(view)
    const step = (made.length * BESIDE) / camera.zoom
    const box = imageBox(sent.size, view, { x: middle.x + step, y: middle.y + step })
    made.push(imageElement(newElementId(board), box, sent.stored))
  }
  const refusal = made.length === 0 ? null : addElements(board, made)
  if (refusal !== null) words.push(refusal)
  const ids = refusal === null ? made.map(({ id }) => id) : []
  // Whoever chose a file that cannot be shown has done with the tool as well.
  if (ids.length > 0 || state.getState().tool === 'image') layToolDown(state, ids)
  return words.length === 0 ? null : [...new Set(words)].join(' ')
}

/** `addImageFiles` for one. */
export const addImageFile = (stage: CanvasScope, file: Blob, at?: WorldPoint): Promise<string | null> =>
  addImageFiles(stage, [file], at)

/** Puts image files on the board and says what is to be said of them. */
export async function bringImages(
  stage: CanvasScope,
  files: readonly Blob[],
  at?: WorldPoint,
): Promise<void> {
  const words = await addImageFiles(stage, files, at)
  if (words !== null) stage.tell(words)
}

interface Sent {
  readonly stored: StoredImage | null
  readonly size: PixelSize
  readonly words: string | null
}

async function sendFile({ images }: CanvasScope, file: Blob): Promise<Sent> {
  const { prepareImage } = await import('./prepare-image')
  const prepared = await prepareImage(file)
  const none = { width: 0, height: 0 }
  if (typeof prepared === 'string') return { stored: null, size: none, words: prepared }
  const answer = await images.send(prepared.image)
  if (!answer.ok) return { stored: null, size: none, words: answer.message }
  return { stored: answer.value, size: prepared.size, words: prepared.words }
}

const imageElement = (id: string, box: Box, { hash, type }: StoredImage): ImageElement => ({
  id,
  kind: 'image',
  ...topLeftOf(box),
  width: widthOf(box),
  height: heightOf(box),
  rotation: 0,
  hash,
  type,
  order: '',
  color: 'ink',
  size: 'm',
  locked: false,
  groups: [],
})
