import type { KeyboardEvent } from 'react'

/** What the keys of a walk do. */
interface Walking {
  next(): void
  previous(): void
  playOrPause(): void
}

/**
 * → goes on, ← back, Space plays and pauses; but not where somebody types, and a button that has the focus is pressed by Space. The
 * canvas has seen Space before and prevented its scrolling, which says nothing here.
 */
export function walkKey(event: KeyboardEvent<HTMLElement>, { next, previous, playOrPause }: Walking): void {
  const { target, key, ctrlKey, metaKey, altKey } = event
  if (ctrlKey || metaKey || altKey) return
  const isTyping = target instanceof HTMLInputElement && target.type === 'text'
  if (isTyping) return
  if (key === 'ArrowRight') next()
  else if (key === 'ArrowLeft') previous()
  else if (key === ' ' && !isPressed(target)) playOrPause()
  else return
  event.preventDefault()
}

const isPressed = (target: EventTarget): boolean =>
  target instanceof HTMLButtonElement || target instanceof HTMLInputElement
