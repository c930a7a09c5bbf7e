import { readBoardSvg } from '@/lib/canvas'
import type { CanvasScope } from '../canvas/canvas-scope'
import type { PictureSource } from './draw-board'

/** What commands on the canvas use of the export. */

/** Opens the dialog that exports the board. */
export const openExport = ({ session }: Pick<CanvasScope, 'session'>): void =>
  session.setState({ fileDialog: 'export' })

/** Puts an image of these elements on the clipboard; gives what went wrong, in words. */
export async function copyAsImage(stage: CanvasScope, ids: ReadonlySet<string>): Promise<string | null> {
  const { copyAsImage } = await import('./copy-as-image')
  return copyAsImage(sourceOf(stage), ids)
}

export const sourceOf = (stage: CanvasScope): PictureSource => ({
  board: stage.board,
  annotations: stage.annotations,
  session: stage.session,
  link: stage.link,
  sizeOf: id => stage.places.extentOf(id),
})

/** The annotations that an SVG of ours carries, as the JSON text of a clipboard; null when it carries none. */
export function elementsInSvg(svg: string): string | null {
  const json = readBoardSvg(svg)
  if (json === null) return null
  try {
    const { annotations }: { annotations?: unknown } = { ...JSON.parse(json) }
    return annotations === undefined ? null : JSON.stringify(annotations)
  } catch {
    return null
  }
}
