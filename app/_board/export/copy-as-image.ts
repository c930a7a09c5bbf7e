import { drawBoard, type PictureSource } from './draw-board'
import { pngOf } from './svg-to-png'

const REFUSED = 'The browser refused to copy an image. Export it as PNG instead.'

/** Puts a picture of these elements on the clipboard; gives what went wrong, in words, or null. Has to be called by a press. */
export async function copyAsImage(source: PictureSource, ids: ReadonlySet<string>): Promise<string | null> {
  if (ids.size === 0) return 'Select what is to be copied first.'
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard?.write) return REFUSED
  const drawing = drawBoard(source, { part: { kind: 'selection', ids }, theme: 'light' })
  const picture = drawing.then(drawn => pngOf(drawn, 2))
  let trouble: string | null = null
  picture.catch((error: unknown) => {
    trouble = error instanceof Error ? error.message : REFUSED
  })
  try {
    // Handed over as a promise: browsers forget the press while the picture is drawn.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
    return null
  } catch {
    return trouble ?? REFUSED
  }
}
