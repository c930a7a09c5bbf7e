import type { CanvasScope } from './canvas-scope'

/** What commands and the clipboard take from other parts of the canvas. Nothing is offered that a missing part would do. */
export interface Seams {
  /** Puts an image file on the board; gives what went wrong, in words. */
  readonly addImageFile?: (stage: CanvasScope, file: File) => Promise<string | null>
  /** The elements that an SVG of ours carries, as JSON text; null when it carries none. */
  readonly readBoardSvg?: (svg: string) => string | null
  /** Puts an image of these elements on the clipboard; gives what went wrong, in words. */
  readonly copyAsImage?: (stage: CanvasScope, ids: ReadonlySet<string>) => Promise<string | null>
  /** Opens the dialog that exports the board. */
  readonly openExport?: (stage: CanvasScope) => void
}

export const SEAMS: Seams = {}
