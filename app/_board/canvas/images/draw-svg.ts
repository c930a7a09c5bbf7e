import type { PreparedImage } from './prepare-image'
import { shownSize, svgPixels, svgSize } from './svg-size'

/** So long an SVG may be, in bytes: it is read and drawn while the page waits. */
const MOST_SVG_BYTES = 4 * 1_048_576

const NO_SVG = 'This SVG is damaged and cannot be drawn.'

/** Whether a file is an SVG, by what it is called or how it begins. */
export function isSvg(file: Blob, bytes: Uint8Array): boolean {
  if (file.type === 'image/svg+xml') return true
  const start = new TextDecoder().decode(bytes.subarray(0, 1024))
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(start)
}

/**
 * Draws an SVG to a picture. It is read as a document that belongs to no page, and drawn as an image: as such it runs no
 * script, loads nothing and cannot be clicked (K7). On the board stand pixels.
 */
export async function drawSvg(text: string): Promise<PreparedImage | string> {
  if (text.length > MOST_SVG_BYTES) return 'This SVG is too large: 4 MB are read at most.'
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  if (root.localName !== 'svg' || root.querySelector('parsererror') !== null) return NO_SVG
  const size = svgSize({
    width: root.getAttribute('width'),
    height: root.getAttribute('height'),
    viewBox: root.getAttribute('viewBox'),
  })
  const pixels = svgPixels(size)
  if (!root.hasAttribute('viewBox')) root.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`)
  root.setAttribute('width', String(pixels.width))
  root.setAttribute('height', String(pixels.height))
  // Web pages inside of an SVG would keep the picture from being read back.
  for (const inner of root.querySelectorAll('foreignObject, script')) inner.remove()
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(root)], { type: 'image/svg+xml' }),
  )
  try {
    const picture = new Image(pixels.width, pixels.height)
    picture.src = url
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = pixels.width
    canvas.height = pixels.height
    canvas.getContext('2d')?.drawImage(picture, 0, 0, pixels.width, pixels.height)
    const image = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
    return image === null ? NO_SVG : { image, size: shownSize(size), words: null }
  } catch {
    return NO_SVG
  } finally {
    URL.revokeObjectURL(url)
  }
}
