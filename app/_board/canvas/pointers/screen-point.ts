import type { ScreenPoint } from '@/lib/canvas'

/** Where on the canvas an event happened. */
export function screenPoint(
  event: { readonly clientX: number; readonly clientY: number },
  canvas: Element,
): ScreenPoint {
  const { left, top } = canvas.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}
