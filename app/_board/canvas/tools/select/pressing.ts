import { distance } from '@/lib/canvas'
import type { CanvasPointer, ToolGesture } from '../tool'

/** How far a pointer goes before a press is a drag, in screen px. */
const DRAG_FROM = { mouse: 3, pen: 5, touch: 8 } as const

interface Press {
  /** What the press becomes when the pointer goes on; null: nothing. */
  drag(pointer: CanvasPointer): ToolGesture | null
  /** It was lifted where it went down. */
  click(pointer: CanvasPointer): void
  /** It is over, and was no drag. */
  rest?(): void
}

/** A pointer is down, and it is open yet what comes of it. */
export function pressing(begun: CanvasPointer, { drag, click, rest }: Press): ToolGesture {
  let gesture: ToolGesture | null = null
  let isDragged = false
  return {
    extend(pointers) {
      if (isDragged) return gesture?.extend(pointers)
      const first = pointers.findIndex(
        ({ screen }) => distance(screen, begun.screen) >= DRAG_FROM[begun.device],
      )
      if (first < 0) return
      isDragged = true
      gesture = drag(pointers[first])
      gesture?.extend(pointers.slice(first))
    },
    finish(pointer) {
      if (isDragged) return gesture?.finish(pointer)
      rest?.()
      click(pointer)
    },
    abandon() {
      if (isDragged) gesture?.abandon()
      else rest?.()
    },
  }
}
