import { COLORS, type Color } from '@/lib/board'

/** What the colours of the palette are in the theme that is on: CSS colours. */
export type InkColors = Readonly<Record<Color | 'laser', string>>

/** Reads the colours from the tokens, as they apply to an element. */
export function inkColors(element: HTMLElement): InkColors {
  const tokens = getComputedStyle(element)
  const mark = (name: string) => tokens.getPropertyValue(`--mark-${name}`).trim() || 'gray'
  const colors = Object.fromEntries(COLORS.map(name => [name, mark(name)]))
  // Each of the names has been given a colour.
  return { ...(colors as Record<Color, string>), laser: mark('red') }
}

/** Calls `listener` whenever the theme is changed, by the reader or by the system. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
