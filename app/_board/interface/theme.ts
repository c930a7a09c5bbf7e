export type Theme = 'light' | 'dark'

const KEY = 'chainboard.theme'

/** Runs in the page's head, before the first paint: the reader's choice, else the system's. */
export const THEME_SCRIPT = `
(function () {
  var chosen = null
  try { chosen = localStorage.getItem('${KEY}') } catch (error) {}
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
`

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

/** Changes the theme of this page and remembers it in this browser. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
