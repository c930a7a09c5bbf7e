/** One change of a text: at `at`, so many UTF-16 units go and these come. */
export interface Splice {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/**
 * The smallest change that makes `after` of `before`, or null when they are the same. It never parts what people see as
 * one character: both halves of a surrogate pair, a letter and its accents, the members of a family emoji.
 *
 * @param caret where the caret stands in `after`, just behind what was typed: it tells which of several equal letters is
 *   the new one
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  // What follows the caret was there before; the rest of the change lies in front of it.
  let tail = 0
  const mostTail = Math.min(shorter, Math.max(0, after.length - caret))
  while (tail < mostTail && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  let head = 0
  while (head < shorter - tail && before[head] === after[head]) head++
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  while (head > 0 && !(isBoundary(before, head) && isBoundary(after, head))) head--
  while (tail > 0 && !(isBoundary(before, before.length - tail) && isBoundary(after, after.length - tail)))
    tail--
  return { at: head, remove: before.length - head - tail, insert: after.slice(head, after.length - tail) }
}

export const applySplice = (text: string, { at, remove, insert }: Splice): string =>
  text.slice(0, at) + insert + text.slice(at + remove)

/**
 * My change of a text, made while others made theirs of the same text, as changes of what theirs has left: to be applied
 * one after the other. What they removed is removed once, and what they inserted stays.
 */
export function rebase(mine: Splice, theirs: Splice): readonly Splice[] {
  const moved = theirs.insert.length - theirs.remove
  const theirEnd = theirs.at + theirs.remove
  const end = mine.at + mine.remove
  const behind = Math.max(mine.at, theirEnd)
  const tail: Splice = { at: behind + moved, remove: Math.max(0, end - behind), insert: '' }
  if (mine.at >= theirEnd && mine.at > theirs.at) return [{ ...tail, insert: mine.insert }]
  const at = mine.at <= theirs.at ? mine.at : theirs.at + theirs.insert.length
  const head = { at, remove: Math.max(0, Math.min(end, theirs.at) - mine.at), insert: mine.insert }
  return tail.remove > 0 ? [tail, head] : [head]
}

/** Where a caret comes to stand when others change the text: in front of what they insert at it. */
export function moveCaret(caret: number, before: string, after: string): number {
  const theirs = spliceBetween(before, after)
  if (theirs === null || caret <= theirs.at) return caret
  return Math.max(theirs.at, caret - theirs.remove) + theirs.insert.length
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function isBoundary(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return true
  if (isPlain(text.charCodeAt(index - 1)) && isPlain(text.charCodeAt(index))) return true
  return graphemes.segment(text).containing(index)?.index === index
}

/** Printable ASCII joins with nothing of its kind. */
const isPlain = (unit: number): boolean => unit >= 0x20 && unit < 0x7f
