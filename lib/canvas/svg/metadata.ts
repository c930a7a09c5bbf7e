import { type Markup, tag, text } from './markup'

/** What says that the data inside of an SVG is a board of ours. */
const NAMESPACE = 'https://chainboard.org/ns/board'
/** Characters of a file that are looked through for a board: pictures in it are data too. */
const MOST_FILE = 128 * 1_048_576

/** A board's JSON as it rides inside of its picture, so that the picture can be opened again as a board. */
export const boardMetadata = (json: string): Markup =>
  tag('metadata', {}, tag('board', { xmlns: NAMESPACE, 'xml:space': 'preserve' }, text(inAscii(json))))

/** The same JSON with letters beyond ASCII as `\\u` escapes: XML cannot hold every character that a string can. */
const inAscii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * The JSON of the board inside of an SVG that we wrote, or null when there is none. It is found in the text and the SVG is never opened as a document,
 * so whatever else is in it stays text. What comes out is as little to be trusted as any file.
 */
export function readBoardSvg(svg: string): string | null {
  if (svg.length > MOST_FILE) return null
  const from = svg.indexOf(`xmlns="${NAMESPACE}"`)
  if (from < 0) return null
  const start = svg.indexOf('>', from)
  const end = svg.indexOf('<', start)
  if (start < 0 || end < 0 || !svg.startsWith('</board>', end)) return null
  return unescaped(svg.slice(start + 1, end))
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The characters behind XML's own names and numbers, in one pass: what comes out is not read again. */
const unescaped = (words: string): string =>
  words.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return CHARACTERS[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
