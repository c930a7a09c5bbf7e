import type { ImageType } from '@/lib/board'
import { fittedPixels, type PixelSize } from '@/lib/canvas'
import { LIMITS } from '@/lib/protocol'
import { drawSvg, isSvg } from './draw-svg'
import {
  type ImageFacts,
  type ImageLimits,
  LONGEST_SIDE,
  MOST_FILE_BYTES,
  NO_IMAGE,
  planImage,
  wordsOfChange,
} from './image-plan'
import { readImageFacts } from './read-image-facts'

/** An image that can be sent, with its size as it is seen and what its author is to be told. */
export interface PreparedImage {
  readonly image: Blob
  readonly size: PixelSize
  readonly words: string | null
}

const SERVER_LIMITS: ImageLimits = { bytes: LIMITS.imageBytes.value, pixels: LIMITS.imagePixels.value }

/** Makes of a file an image that the server takes; or says why there is none. The file itself runs nothing and loads nothing. */
export async function prepareImage(file: Blob): Promise<PreparedImage | string> {
  if (file.size > MOST_FILE_BYTES) return 'This file is too large for an image: 64 MB are read at most.'
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (isSvg(file, bytes)) return drawSvg(new TextDecoder().decode(bytes))
  const facts = await readImageFacts(bytes)
  if (facts === null) return NO_IMAGE
  const plan = planImage(facts, SERVER_LIMITS)
  if (plan.kind === 'refused') return plan.words
  // Also what goes as it is is decoded here first: nothing damaged comes onto the board, and a photograph may stand on its side.
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return 'This image is damaged and cannot be shown.'
  try {
    if (plan.kind === 'anew') return await drawAnew(bitmap, facts, plan)
    const size = { width: bitmap.width, height: bitmap.height }
    return { image: new Blob([bytes], { type: plan.type }), size, words: null }
  } finally {
    bitmap.close()
  }
}

/** How much smaller an image becomes at each try, while it has too many bytes. */
const SHRINK = 0.75
const QUALITY = 0.9

/** Draws an image within the limits: of the first format that takes few enough bytes, smaller and smaller until one does. */
async function drawAnew(
  bitmap: ImageBitmap,
  facts: ImageFacts,
  { pixels, formats }: { readonly pixels: number; readonly formats: readonly ImageType[] },
): Promise<PreparedImage | string> {
  for (let most = pixels; most > 10_000; most *= SHRINK ** 2) {
    const size = fittedPixels(bitmap, most, LONGEST_SIDE)
    const canvas = drawn(bitmap, size)
    for (const format of formats) {
      const image = await encoded(canvas, format)
      if (image === null || image.size > SERVER_LIMITS.bytes) continue
      return { image, size, words: wordsOfChange(facts, bitmap, size) }
    }
  }
  return 'This image is too large for a board.'
}

function drawn(bitmap: ImageBitmap, { width, height }: PixelSize): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context !== null) {
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
  }
  return canvas
}

/** Null where the browser does not write this format. */
const encoded = (canvas: HTMLCanvasElement, format: ImageType): Promise<Blob | null> =>
  new Promise(resolve => canvas.toBlob(blob => resolve(blob?.type === format ? blob : null), format, QUALITY))
