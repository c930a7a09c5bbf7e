import type { Element } from '@/lib/board'
import { isLine } from '@/lib/board'
import { RESIZE_HANDLES, type ResizeHandle } from '@/lib/canvas'

/**
 * How a selection can be resized: both ways, as a whole, in width alone, or not at all. Words and formulas have the size of
 * their type; what cannot be stretched keeps all that is selected with it in proportion.
 */
export type Resizing = 'free' | 'ratio' | 'width' | 'none'

export function resizingOf(elements: readonly Element[]): Resizing {
  const [first] = elements
  if (first === undefined) return 'none'
  if (elements.length === 1) return resizingOfOne(first)
  if (elements.every(({ kind }) => kind === 'math' || kind === 'derivation')) return 'none'
  return elements.every(canStretch) ? 'free' : 'ratio'
}

function resizingOfOne(element: Element): Resizing {
  switch (element.kind) {
    case 'text':
    case 'note':
      return 'width'
    case 'math':
    case 'derivation':
    case 'arrow':
    case 'line': // by their ends
      return 'none'
    case 'rectangle':
    case 'ellipse':
    case 'frame':
      return 'free'
    case 'pen':
    case 'highlighter':
    case 'image':
      return 'ratio'
  }
}

function canStretch(element: Element): boolean {
  if ('rotation' in element && element.rotation !== 0) return false
  return element.kind !== 'pen' && element.kind !== 'highlighter' && element.kind !== 'image'
}

/** Whether all of these can be turned. Ink and frames stay as they are. */
export const canRotate = (elements: readonly Element[]): boolean =>
  elements.length > 0 &&
  elements.every(element => 'rotation' in element || isLine(element)) &&
  !(elements.length === 1 && isLine(elements[0]))

/** The handles that a selection shows. */
export function resizeHandlesOf(resizing: Resizing): readonly ResizeHandle[] {
  switch (resizing) {
    case 'free':
      return RESIZE_HANDLES
    case 'ratio':
      return ['nw', 'ne', 'se', 'sw']
    case 'width':
      return ['e', 'w']
    case 'none':
      return []
  }
}
