declare const SAFE: unique symbol

/** A piece of SVG in which everything that somebody wrote is escaped. Only this file and what checked itself make one. */
export type Markup = string & { readonly [SAFE]: true }

type Value = string | number | null | undefined

/**
 * An element with attributes (null and undefined are left out) and what is inside: pieces of SVG, or a text under `text`.
 * Names are ours; values and texts may be anybody's.
 */
export function tag(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  inside: Markup | readonly Markup[] = [],
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : String(value))}"`)
    .join('')
  const content = typeof inside === 'string' ? inside : inside.join('')
  return (content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`) as Markup
}

export const text = (words: string): Markup => escaped(words) as Markup

export const joined = (pieces: readonly Markup[]): Markup => pieces.join('') as Markup

export const NOTHING = '' as Markup

/** Markup that the typesetter has written from its own list of what may be drawn. */
export const checked = (markup: string): Markup => markup as Markup

/** A number in a thousandth of a px: more than any zoom shows. What is none becomes 0. */
export const short = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value * 1000) / 1000 + 0) : '0'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an attribute or between tags. What XML cannot hold, however it is written, is left out (XML 1.0, 2.2). */
function escaped(words: string): string {
  return words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, character => ESCAPES[character])
}
