import * as Y from 'yjs'

/**
 * A shared text as it is shown, at most so long: one unit for each of its places, so that a position in what is
 * shown is the same position in the shared text. Formats do not show; what is no text, half a character, and characters
 * that steer or turn the line stand as one character each.
 */
export function readText(text: Y.Text, most: number): string {
  let shown = ''
  // Y.Text.toString would leave out what is no text, and positions would be others.
  for (let item = text._start; item !== null && shown.length < most; item = item.right) {
    if (item.deleted || !item.countable) continue
    const room = most - shown.length
    shown +=
      item.content instanceof Y.ContentString
        ? item.content.str.slice(0, room)
        : NO_TEXT.repeat(Math.min(item.length, room))
  }
  return cleanText(shown)
}

const NO_TEXT = '\ufffc'

/** The same text, of the same length, without what a text cannot hold. Lines and tabs stay. */
export const cleanText = (text: string): string =>
  text.replace(STEERING, ' ').replace(/\p{Surrogate}/gu, '\ufffd')

/** The same of a text of one line: of the same length too. */
export const cleanLine = (text: string): string => cleanText(text).replace(/[\n\t]/g, ' ')

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g
