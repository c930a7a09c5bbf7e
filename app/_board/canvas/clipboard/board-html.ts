/** What marks our elements in the HTML of a clipboard. Browsers keep attributes there, and clean away what could run. */
const ATTRIBUTE = 'data-chainboard'

/** Elements (as JSON text) and words as HTML for a clipboard: other programs get the words, a board the elements. */
export function boardHtml(json: string, words: string): string {
  return `<div ${ATTRIBUTE}="${toBase64(json)}"></div><pre>${escaped(words)}</pre>`
}

/** The JSON text in HTML that a board has put on a clipboard; null when there is none. Nothing of the HTML is made a page. */
export function jsonInHtml(html: string): string | null {
  const found = /data-chainboard="([A-Za-z0-9+/=]*)"/.exec(html)
  return found === null ? null : fromBase64(found[1] ?? '')
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, sign => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))

/** In pieces, since a function takes only so many arguments. */
const PIECE = 8_192

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const pieces: string[] = []
  for (let i = 0; i < bytes.length; i += PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(i, i + PIECE)))
  }
  return btoa(pieces.join(''))
}

function fromBase64(text: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(atob(text), sign => sign.charCodeAt(0)),
    )
  } catch {
    return null // Somebody else has written it, or cut it.
  }
}
