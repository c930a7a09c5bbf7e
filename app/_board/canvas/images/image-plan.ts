import { IMAGE_TYPES, type ImageType } from '@/lib/board'
import { fittedPixels, type PixelSize } from '@/lib/canvas'

/** What an image file is, by its first bytes. */
export interface ImageFacts extends PixelSize {
  /** As the house names formats: `image/png`, or another that is drawn anew when the browser can read it. */
  readonly type: string
  readonly bytes: number
  /** It says where and with what it was taken. */
  readonly hasExif: boolean
}

/** The limits of the server that an image has to keep. */
export interface ImageLimits {
  readonly bytes: number
  readonly pixels: number
}

/** What to do with an image before it is sent: nothing; or draw it anew, with so many pixels at most and in one of these formats. */
export type ImagePlan =
  | { readonly kind: 'as it is'; readonly type: ImageType }
  | { readonly kind: 'anew'; readonly pixels: number; readonly formats: readonly ImageType[] }
  | { readonly kind: 'refused'; readonly words: string }

/** So many pixels a browser may be asked to decode; beyond it the tab itself is in danger (K8). */
const MOST_DECODED_PIXELS = 120_000_000
/** The longest side that every browser's canvas draws. */
export const LONGEST_SIDE = 16_000
/** So large a file is read at all. */
export const MOST_FILE_BYTES = 64 * 1_048_576

export const NO_IMAGE = 'This file is no image that can be shown here: PNG, JPEG, GIF, WebP and SVG can.'

/** Decides what is done with an image file. */
export function planImage(
  { type, bytes, width, height, hasExif }: ImageFacts,
  limits: ImageLimits,
): ImagePlan {
  if (width * height > MOST_DECODED_PIXELS) {
    const words = `This image has ${inWords({ width, height })} pixels, more than can be opened here. Make it smaller first.`
    return { kind: 'refused', words }
  }
  const own = IMAGE_TYPES.find(each => each === type)
  const size = fittedPixels({ width, height }, limits.pixels, LONGEST_SIDE)
  const fits = size.width === width && size.height === height && bytes <= limits.bytes
  if (fits && own !== undefined && !hasExif) return { kind: 'as it is', type: own }
  // A photograph stays one; drawings have sharp edges and may be see-through.
  const formats: readonly ImageType[] = own === 'image/jpeg' ? ['image/jpeg'] : ['image/png', 'image/webp']
  return { kind: 'anew', pixels: limits.pixels, formats }
}

/** What the author is told, null when nothing is to be said: the image was seen in one size and is sent in another. */
export function wordsOfChange(facts: ImageFacts, seen: PixelSize, sent: PixelSize): string | null {
  if (facts.type === 'image/gif') return 'The GIF was too large: its first picture was put on the board.'
  if (sent.width === seen.width && sent.height === seen.height) return null
  return `The image was too large: it was made smaller, from ${inWords(seen)} to ${inWords(sent)} pixels.`
}

const inWords = ({ width, height }: PixelSize): string =>
  `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`
