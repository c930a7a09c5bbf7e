import { disableTypes, imageSize, types } from 'image-size'

/** The kinds of images that a board may show: what every browser decodes, and none that can hold a program. */
export const IMAGE_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
} as const

type Known = keyof typeof IMAGE_TYPES
export type ImageType = (typeof IMAGE_TYPES)[Known]

disableTypes(types.filter(type => !isKnown(type)))

/** What an image says of itself in its first bytes. */
export interface ImageHeader {
  readonly type: ImageType
  /** In pixels. */
  readonly width: number
  readonly height: number
}

/** Reads what bytes are an image of, whatever they are called; null when they are none of ours. Never throws. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  try {
    const { type, width, height } = imageSize(bytes)
    if (type === undefined || !isKnown(type)) return null
    return width > 0 && height > 0 ? { type: IMAGE_TYPES[type], width, height } : null
  } catch {
    return null
  }
}

function isKnown(type: string): type is Known {
  return Object.hasOwn(IMAGE_TYPES, type)
}
