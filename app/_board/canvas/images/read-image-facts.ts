import type { ImageFacts } from './image-plan'

/** Formats by the names of the library that reads headers. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  avif: 'image/avif',
  heif: 'image/heif',
}

/** What the first bytes of a file say of the image in it, before anything decodes it (K8); null when they are of none. */
export async function readImageFacts(bytes: Uint8Array): Promise<ImageFacts | null> {
  const { imageSize } = await import('image-size')
  try {
    const { type = '', width, height } = imageSize(bytes)
    if (!Object.hasOwn(TYPES, type) || !(width > 0 && height > 0)) return null
    return { type: TYPES[type], width, height, bytes: bytes.length, hasExif: hasExif(bytes) }
  } catch {
    return null
  }
}

/** How far into a file the mark of its EXIF part is looked for. */
const REACH = 65_536
const MARK = [...'Exif\0\0'].map(letter => letter.charCodeAt(0))

/** Whether a photograph carries what the camera noted: the place, the time, the camera. */
export function hasExif(bytes: Uint8Array): boolean {
  const last = Math.min(bytes.length, REACH) - MARK.length
  for (let at = 0; at <= last; at++) if (MARK.every((byte, i) => bytes[at + i] === byte)) return true
  return false
}
