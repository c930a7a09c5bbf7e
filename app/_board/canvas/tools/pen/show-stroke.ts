import type { LiveWindow } from '@/lib/canvas'
import type { CanvasScope } from '../../canvas-scope'

/** A stroke that is done stays in presence for so long, in ms: everybody has the document's by then, or the laser's end. */
const FORGOTTEN_AFTER_MS = 700

const forgetting = new WeakMap<CanvasScope['state'], ReturnType<typeof setTimeout>>()

/** Shows the others what is being drawn; null: it was taken back. */
export function showStroke({ announce, state }: CanvasScope, window: LiveWindow | null): void {
  clearTimeout(forgetting.get(state))
  announce({ stroke: window })
}

/** Takes a stroke that is done out of presence, when it has been seen. */
export function forgetStrokeLater({ announce, state }: CanvasScope): void {
  clearTimeout(forgetting.get(state))
  forgetting.set(
    state,
    setTimeout(() => announce({ stroke: null }), FORGOTTEN_AFTER_MS),
  )
}
