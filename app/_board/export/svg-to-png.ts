import { type DrawnBoard, heightOf, widthOf } from '@/lib/canvas'

/** Browsers draw no more than this, the weakest of them. */
const MOST_PIXELS = 64 * 1_048_576
const MOST_SIDE = 16_384

/** Why a picture of this size cannot be made at this scale, in words; null when it can. */
export function whyNoPng({ box }: Pick<DrawnBoard, 'box'>, scale: number): string | null {
  const { width, height } = pixelsOf({ box }, scale)
  if (width <= MOST_SIDE && height <= MOST_SIDE && width * height <= MOST_PIXELS) return null
  const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`
  return `At ${scale}× this is ${size}, which is more than a browser can draw. Choose a smaller part, or SVG.`
}

export const pixelsOf = ({ box }: Pick<DrawnBoard, 'box'>, scale: number) => ({
  width: Math.max(1, Math.round(widthOf(box) * scale)),
  height: Math.max(1, Math.round(heightOf(box) * scale)),
})

/** The picture in pixels. Throws, in words, when the browser cannot draw it. */
export async function pngOf(drawn: DrawnBoard, scale: number): Promise<Blob> {
  const refusal = whyNoPng(drawn, scale)
  if (refusal !== null) throw new Error(refusal)
  const { width, height } = pixelsOf(drawn, scale)
  const address = URL.createObjectURL(new Blob([drawn.svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('This browser has no room for a picture of this size.')
    context.drawImage(image, 0, 0, width, height)
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error(NO_ROOM))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
const NO_ROOM = 'This browser has no room for a picture of this size. Choose a smaller part, or SVG.'
