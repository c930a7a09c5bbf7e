import { type AnyElement, type Derivation, isInk } from '@/lib/board'

const KINDS: Readonly<Record<AnyElement['kind'], string>> = {
  pen: 'Pen stroke',
  highlighter: 'Highlighter stroke',
  text: 'Text',
  note: 'Note',
  math: 'Formula',
  derivation: 'Derivation',
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
  if (element.kind === 'derivation') return derivationWords(element)
  const written = 'text' in element ? element.text : 'title' in element ? element.title : ''
  const words = written.replace(/\s+/g, ' ').trim()
  const short = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
  const color = isInk(element) && element.color !== 'ink' ? `, ${element.color}` : ''
  return [short === '' ? `${kind}${color}` : `${kind}: ${short}`, ...(element.locked ? ['locked'] : [])].join(
    ', ',
  )
}

const derivationWords = ({ title, lines, locked }: Derivation): string =>
  [
    title.trim() === '' ? KINDS.derivation : `${KINDS.derivation}: ${title}`,
    lines.length === 1 ? '1 line' : `${lines.length} lines`,
    ...(locked ? ['locked'] : []),
  ].join(', ')

/** How many are selected, in words. */
export const describeCount = (count: number): string =>
  count === 1 ? '1 annotation selected' : `${count} annotations selected`
