import { type AnyElement, isInk } from '@/lib/board'

const KINDS: Readonly<Record<AnyElement['kind'], string>> = {
  pen: 'Pen stroke',
  highlighter: 'Highlighter stroke',
  text: 'Text',
  note: 'Note',
  math: 'Formula',
  arrow: 'Arrow',
  line: 'Line',
  rectangle: 'Rectangle',
  ellipse: 'Ellipse',
  frame: 'Frame',
  image: 'Image',
  unreadable: 'Something that cannot be shown',
}

const LONGEST = 80

/** An annotation in words, for those who hear it: what it is, and what is written in it. */
export function describe(element: AnyElement): string {
  const kind = KINDS[element.kind]
  if (element.kind === 'unreadable') return kind
  const written = 'text' in element ? element.text : 'title' in element ? element.title : ''
  const words = written.replace(/\s+/g, ' ').trim()
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
  const color = isInk(element) && element.color !== 'ink' ? `, ${element.color}` : ''
  return [short === '' ? `${kind}${color}` : `${kind}: ${short}`, ...(element.locked ? ['locked'] : [])].join(
    ', ',
  )
}

/** How many are selected, in words. */
export const describeCount = (count: number): string =>
  count === 1 ? '1 annotation selected' : `${count} annotations selected`
