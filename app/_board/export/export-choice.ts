import type { PaperTheme } from '@/lib/canvas'

/** Which part of a board is drawn: all of it, what is selected, or what lies in a frame. */
export type Part =
  | { readonly kind: 'all' }
  | { readonly kind: 'selection'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'frame'; readonly id: string }

export interface PictureChoice {
  readonly part: Part
  readonly theme: PaperTheme
}
